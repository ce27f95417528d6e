package io.watershed.simulator.station.hydrology;

/**
 * The river below a dam. Each morning the gates are set after what the reservoir holds, and stay so
 * for a day; on working days the turbines take more when power is wanted and less at night, so that
 * the mean stays what the gates were set to.
 */
final class Dam implements WaterBody {

  private static final int GATES_AT_HOUR = 7;
  private static final long HOURS_PER_DAY = 24;
  private static final double[] WANTED = {
    0.7, 0.65, 0.6, 0.6, 0.65, 0.8, 1.1, 1.35, 1.4, 1.2, 1.1, 1.05, 1.05, 1.0, 1.0, 1.05, 1.2, 1.4,
    1.45, 1.3, 1.1, 0.95, 0.8, 0.7
  };

  private final Rating rating;
  private final double reservoirHours;
  private final double step;
  private final double swing;
  private final long hoursFromGreenwich;
  private double content;
  private double gates;
  private double discharge;

  /**
   * A dam.
   *
   * @param usualInflow m³/s; gates are set in steps of a tenth of it
   * @param swing share of the daily demand that the turbines follow, 0 to 1
   */
  Dam(
      Rating rating,
      double reservoirHours,
      double usualInflow,
      double swing,
      double longitudeDegrees) {
    this.rating = rating;
    this.reservoirHours = reservoirHours;
    this.step = usualInflow / 10;
    this.swing = swing;
    this.hoursFromGreenwich = Math.round(longitudeDegrees / 15);
    this.content = usualInflow * reservoirHours;
    this.gates = usualInflow;
  }

  @Override
  public void step(double inflow, long hour, double celsius) {
    long local = hour + hoursFromGreenwich;
    int hourOfDay = (int) Math.floorMod(local, HOURS_PER_DAY);
    if (hourOfDay == GATES_AT_HOUR) {
      gates = Math.max(1, Math.round(content / reservoirHours / step)) * step;
    }
    // The epoch began on a Thursday.
    long dayOfWeek = Math.floorMod(Math.floorDiv(local, HOURS_PER_DAY) + 3, 7L);
    double demand = dayOfWeek < 5 ? 1 + swing * (WANTED[hourOfDay] - 1) : 1;
    discharge = Math.min(gates * demand, content + inflow);
    content = Math.max(0, content + inflow - discharge);
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
