package io.watershed.core.forecast;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The ways to forecast that compete at each gauge and lead time. The names are part of the data
 * contract.
 */
public enum Candidate {
  /** The level stays as it is: what every other has to beat. */
  PERSISTENCE,
  /** The gradient boosting over all gauges. */
  GLOBAL_MODEL,
  /** The rise of the last three hours goes on and dies away. */
  DAMPED_TREND,
  /** A falling level goes on falling towards its recent low, as a draining store does. */
  RECESSION,
  /** Tides and days: the harmonics of the last ten days go on. */
  HARMONIC;

  /** In this order saved state and models hold a number for each; a new one makes new layouts. */
  static final Candidate[] CHALLENGERS = {GLOBAL_MODEL, DAMPED_TREND, RECESSION, HARMONIC};

  /** Its name in tables and documents. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static String challengerNames() {
    return Arrays.stream(CHALLENGERS).map(Candidate::name).collect(Collectors.joining(","));
  }
}
