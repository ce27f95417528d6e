package io.watershed.simulator.station.hydrology;

/** Snow on the ground: what falls in frost stays until degrees and hours have molten it. */
public final class SnowPack {

  private static final double SNOW_BELOW_CELSIUS = 0.6;
  // 1.5 mm a day for each degree: a usual degree-day factor of woods.
  private static final double MELT_PER_DEGREE_HOUR = 0.06;
  // Wind and sun take a millimetre a day.
  private static final double LOSS_PER_HOUR = 0.04;
  // Settled snow has a fifth of the density of water.
  private static final double CENTIMETRES_PER_MILLIMETRE = 0.5;

  private double millimetres;

  /**
   * Takes an hour.
   *
   * @param precipitation rain or molten snow that fell, mm
   * @param celsius temperature of the air
   * @return the water that reaches the ground, mm
   */
  public double step(double precipitation, double celsius) {
    if (celsius < SNOW_BELOW_CELSIUS) {
      millimetres = Math.max(0, millimetres + precipitation - LOSS_PER_HOUR);
      return 0;
    }
    double melt = Math.min(millimetres, MELT_PER_DEGREE_HOUR * celsius);
    millimetres -= melt;
    return precipitation + melt;
  }

  /** Depth, centimetres. */
  public double depth() {
    return millimetres * CENTIMETRES_PER_MILLIMETRE;
  }
}
