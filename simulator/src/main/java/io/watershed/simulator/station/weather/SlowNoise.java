package io.watershed.simulator.station.weather;

import io.watershed.simulator.random.Randomness;

/**
 * A wandering number that is a function of time alone: smooth between knots that are drawn by the
 * seed.
 */
public final class SlowNoise {

  private final long seed;
  private final double periodHours;
  private final double phase;

  /** A wanderer that takes a new direction every so many hours. */
  public SlowNoise(long seed, double periodHours) {
    this.seed = seed;
    this.periodHours = periodHours;
    this.phase = Randomness.unit(Randomness.mixTwo(seed, 0x9A5E));
  }

  /** The number at an hour, from −1 to 1. */
  public double at(double hour) {
    double position = hour / periodHours + phase;
    long knot = (long) Math.floor(position);
    double share = position - knot;
    double smooth = share * share * (3 - 2 * share);
    return knot(knot) * (1 - smooth) + knot(knot + 1) * smooth;
  }

  private double knot(long number) {
    return 2 * Randomness.unit(Randomness.mixTwo(seed, number)) - 1;
  }
}
