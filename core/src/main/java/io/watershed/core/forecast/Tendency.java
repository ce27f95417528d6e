package io.watershed.core.forecast;

import java.util.Locale;

/** Where a level is expected to be at the end of the horizon. */
public enum Tendency {
  /** Higher by {@value #LEAST_CHANGE_METRES} m or more. */
  RISING,
  /** Lower by as much. */
  FALLING,
  /** Within that. */
  STABLE;

  /** A change of less is not worth a word; gauges are read to a centimetre. */
  static final double LEAST_CHANGE_METRES = 0.05;

  /** Its name in tables, documents and answers. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Tendency of(double changeMetres) {
    if (changeMetres >= LEAST_CHANGE_METRES) {
      return RISING;
    }
    return changeMetres <= -LEAST_CHANGE_METRES ? FALLING : STABLE;
  }
}
