package io.watershed.simulator.station.weather;

/** What the systems of an hour do to the air at one place; filled anew for each place. */
final class Air {
  /** How far the pressure is below that of an empty sky, hPa. */
  double pressureFall;

  /** Rise of the pressure to the east, hPa per kilometre. */
  double eastGradient;

  /** Rise of the pressure to the north, hPa per kilometre. */
  double northGradient;

  /** Warmth or cold that the systems bring, °C. */
  double frontWarmth;
}
