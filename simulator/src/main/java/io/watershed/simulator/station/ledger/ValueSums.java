package io.watershed.simulator.station.ledger;

/** Count, extremes and exact sum of values in thousandths. */
final class ValueSums {

  private static final double THOUSANDTHS = 1000;

  private long count;
  private long sum;
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;

  void add(long thousandths) {
    count++;
    sum += thousandths;
    min = Math.min(min, thousandths);
    max = Math.max(max, thousandths);
  }

  long count() {
    return count;
  }

  /** The smallest value; NaN of none. */
  double min() {
    return count == 0 ? Double.NaN : min / THOUSANDTHS;
  }

  /** The largest value; NaN of none. */
  double max() {
    return count == 0 ? Double.NaN : max / THOUSANDTHS;
  }

  /** The mean; NaN of none. */
  double mean() {
    return count == 0 ? Double.NaN : sum / THOUSANDTHS / count;
  }
}
