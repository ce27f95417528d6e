package io.watershed.core.forecast;

import java.util.OptionalDouble;

/** How likely high water is, in words. */
public enum FloodRisk {
  /** As likely as not, or likelier. */
  HIGH,
  /** One time in ten, or likelier. */
  MEDIUM,
  /** Less likely than that. */
  LOW,
  /** Nobody knows from which level the gauge's water is high. */
  UNKNOWN;

  static final double LEAST_MEDIUM = 0.1;

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
