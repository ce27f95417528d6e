package io.watershed.core.forecast;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;

/** How likely high water is, in words; the worst comes first. */
public enum FloodRisk {
  /** As likely as not, or likelier. */
  HIGH,
  /** One time in ten, or likelier. */
  MEDIUM,
  /** Less likely than that. */
  LOW,
  /** Nobody knows from which level the gauge's water is high, or nothing is forecast of it. */
  UNKNOWN;

  static final double LEAST_MEDIUM = 0.1;

  /** Its name in tables, documents and answers. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The risk of a name; unknown where none is called so. */
  public static FloodRisk ofWireName(String name) {
    return Arrays.stream(values())
        .filter(risk -> risk.wireName().equals(name))
        .findFirst()
        .orElse(UNKNOWN);
  }

  /** The worse of two. */
  public FloodRisk worse(FloodRisk other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** The risk that a probability of high water, 0 to 1, means; unknown without one. */
  public static FloodRisk of(OptionalDouble probability) {
    if (probability.isEmpty()) {
      return UNKNOWN;
    }
    if (probability.getAsDouble() >= StationForecast.HIGH_RISK) {
      return HIGH;
    }
    return probability.getAsDouble() >= LEAST_MEDIUM ? MEDIUM : LOW;
  }
}
