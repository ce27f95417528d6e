package io.watershed.simulator.station.hydrology;

/**
 * A river that freezes: the colder and longer the frost, the more its ice backs the water up. Thaw
 * takes the ice away within days.
 */
final class IcyRiver implements WaterBody {

  private static final double THICK_AT_DEGREE_DAYS = 180;
  private static final double THAW_FACTOR = 6;
  private static final double MOST_DEGREE_DAYS = 900;
  private static final double HOURS_PER_DAY = 24;

  private final Rating rating;
  private final double mostBackwater;
  private double discharge;
  private double frostDegreeDays;

  /** A river whose ice raises it by at most so many metres. */
  IcyRiver(Rating rating, double mostBackwaterMetres) {
    this.rating = rating;
    this.mostBackwater = mostBackwaterMetres;
  }

  @Override
  public void step(double inflow, long hour, double celsius) {
    discharge = inflow;
    double degreeDays = -celsius / HOURS_PER_DAY * (celsius > 0 ? THAW_FACTOR : 1);
    frostDegreeDays = Math.max(0, Math.min(MOST_DEGREE_DAYS, frostDegreeDays + degreeDays));
  }

  @Override
  public double discharge() {
    return discharge;
  }

  @Override
  public double level() {
    double cover = 1 - Math.exp(-frostDegreeDays / THICK_AT_DEGREE_DAYS);
    return rating.level(discharge) + mostBackwater * cover * cover;
  }
}
