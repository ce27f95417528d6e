package io.watershed.simulator.station.weather;

import io.watershed.simulator.random.Randomness;

/**
 * A number that wanders in time and changes smoothly from place to place: between the corners of a
 * grid, each of which wanders by itself.
 */
final class RegionalNoise {

  private static final double GRID_DEGREES = 6;

  private final SlowNoise[] corners = new SlowNoise[4];
  private final double[] weights = new double[4];

  RegionalNoise(Place place, long seed, double periodHours) {
    double row = place.latitude() / GRID_DEGREES;
    double column = place.longitude() / GRID_DEGREES;
    long south = (long) Math.floor(row);
    long west = (long) Math.floor(column);
    for (int corner = 0; corner < corners.length; corner++) {
      int up = corner / 2;
      int right = corner % 2;
      corners[corner] = new SlowNoise(Randomness.mix(seed, south + up, west + right), periodHours);
      weights[corner] = share(row - south, up) * share(column - west, right);
    }
  }

  private static double share(double fraction, int side) {
    return side == 1 ? fraction : 1 - fraction;
  }

  /** The number at an hour, from −1 to 1. */
  double at(double hour) {
    double sum = 0;
    for (int corner = 0; corner < corners.length; corner++) {
      sum += weights[corner] * corners[corner].at(hour);
    }
    return sum;
  }
}
