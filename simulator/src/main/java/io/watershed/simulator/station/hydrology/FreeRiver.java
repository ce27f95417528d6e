package io.watershed.simulator.station.hydrology;

/** A river whose level follows its discharge. */
final class FreeRiver implements WaterBody {

  private final Rating rating;
  private double discharge;

  FreeRiver(Rating rating) {
    this.rating = rating;
  }

  @Override
  public void step(double inflow, long hour, double celsius) {
    discharge = inflow;
  }

  @Override
  public double discharge() {
    return discharge;
  }

  @Override
  public double level() {
    return rating.level(discharge);
  }
}
