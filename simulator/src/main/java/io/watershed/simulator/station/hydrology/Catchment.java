package io.watershed.simulator.station.hydrology;

/**
 * What becomes of rain and snow on the land that drains to one gauge: snow waits for warmth (degree
 * days), the soil takes its share, the rest runs off fast through two storages or slowly through
 * the ground.
 */
final class Catchment {

  private static final double SOIL_MILLIMETRES = 90;
  private static final double DRY_RUNOFF = 0.16;
  private static final double WET_RUNOFF = 0.62;
  private static final double SEEPAGE_PER_HOUR = 1 / 260.0;
  private static final double EVAPORATION_PER_HOUR = 0.16;
  private static final double CUBIC_METRES_PER_SECOND = 1 / 3.6;

  private final double squareKilometres;
  private final Cascade fast;
  private final LinearStore slow;
  private final SnowPack snow = new SnowPack();
  private double soilMillimetres = SOIL_MILLIMETRES * 0.4;

  /** Land of an area whose fast runoff takes so many hours, and whose ground drains in others. */
  Catchment(double squareKilometres, double fastHours, double slowHours) {
    this.squareKilometres = squareKilometres;
    this.fast = new Cascade(2, fastHours);
    this.slow = new LinearStore(slowHours);
    slow.settle(0.02);
  }

  /**
   * Takes an hour.
   *
   * @param rain rain and molten snow that fell, mm
   * @param celsius temperature of the air
   * @return the water that reaches the gauge, cubic metres per second
   */
  double step(double rain, double celsius) {
    double liquid = snow.step(rain, celsius);
    double wetness = soilMillimetres / SOIL_MILLIMETRES;
    double quick = liquid * (DRY_RUNOFF + (WET_RUNOFF - DRY_RUNOFF) * wetness);
    soilMillimetres += liquid - quick;
    double evaporation = EVAPORATION_PER_HOUR * wetness * Math.max(0.05, Math.min(1, celsius / 22));
    double seepage = soilMillimetres * SEEPAGE_PER_HOUR;
    soilMillimetres = Math.max(0, soilMillimetres - evaporation - seepage);
    if (soilMillimetres > SOIL_MILLIMETRES) {
      quick += soilMillimetres - SOIL_MILLIMETRES;
      soilMillimetres = SOIL_MILLIMETRES;
    }
    double runoff = fast.step(quick) + slow.step(seepage);
    return runoff * squareKilometres * CUBIC_METRES_PER_SECOND;
  }
}
