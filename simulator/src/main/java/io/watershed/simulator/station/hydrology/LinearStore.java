package io.watershed.simulator.station.hydrology;

/**
 * A storage that gives away in proportion to what it holds: {@code outflow = content / time}.
 * Solved exactly for an hour of constant inflow; what comes in goes out, sooner or later.
 */
final class LinearStore {

  private final double hours;
  private final double kept;
  private double content;

  /** An empty storage whose content halves in 0.69 times the given hours. */
  LinearStore(double hours) {
    this.hours = hours;
    this.kept = Math.exp(-1 / hours);
  }

  /**
   * Takes an hour's inflow.
   *
   * @param inflow anything per hour
   * @return the mean outflow of the hour, in the same unit
   */
  double step(double inflow) {
    double after = content * kept + inflow * hours * (1 - kept);
    double outflow = inflow + content - after;
    content = after;
    return outflow;
  }

  /** What it holds, in the inflow's unit times hours. */
  double content() {
    return content;
  }

  /** Fills it as if the inflow had always been this. */
  void settle(double inflow) {
    content = inflow * hours;
  }
}
