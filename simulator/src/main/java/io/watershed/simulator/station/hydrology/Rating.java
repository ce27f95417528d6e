package io.watershed.simulator.station.hydrology;

/**
 * A gauge's rating curve: {@code level = zero + (discharge / scale)^exponent}.
 *
 * @param zero level at which nothing flows, metres
 * @param scale discharge one metre above that, cubic metres per second
 * @param exponent from 0.3 to 0.7 in natural channels
 */
record Rating(double zero, double scale, double exponent) {

  double level(double discharge) {
    return zero + Math.pow(Math.max(0, discharge) / scale, exponent);
  }
}
