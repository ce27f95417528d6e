package io.watershed.simulator.station.hydrology;

/** The water at a gauge. */
interface WaterBody {

  /**
   * Takes an hour.
   *
   * @param inflow water that arrives, cubic metres per second
   * @param hour which hour ends, since the epoch
   * @param celsius temperature of the air
   */
  void step(double inflow, long hour, double celsius);

  /** Water that passes, cubic metres per second. */
  double discharge();

  /** Level above the zero of the gauge, metres. */
  double level();
}
