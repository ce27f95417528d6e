package io.watershed.simulator.station.hydrology;

/** A lake: a large storage; its level follows what it holds. */
final class Lake implements WaterBody {

  private static final double USUAL_DEPTH = 1.5;

  private final LinearStore store;
  private final double usualContent;
  private double discharge;

  /**
   * A lake.
   *
   * @param hours how long it holds its water
   * @param usualInflow the inflow at which it stands at its usual depth, m³/s
   */
  Lake(double hours, double usualInflow) {
    this.store = new LinearStore(hours);
    store.settle(usualInflow);
    this.usualContent = hours * usualInflow;
  }

  @Override
  public void step(double inflow, long hour, double celsius) {
    discharge = store.step(inflow);
  }

  @Override
  public double discharge() {
    return discharge;
  }

  @Override
  public double level() {
    // Shores are flat: the higher the lake, the wider.
    return USUAL_DEPTH * Math.sqrt(store.content() / usualContent);
  }
}
