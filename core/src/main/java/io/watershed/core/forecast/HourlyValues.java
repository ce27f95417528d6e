package io.watershed.core.forecast;

import java.util.Arrays;

/**
 * The values of one element of one station at full hours, made of hourly summaries. The value of an
 * hour is the one that was measured at its first instant or, where there is none, the last one in
 * the hour before: nothing of the time after is in it, and nothing older than an hour.
 */
public final class HourlyValues {

  private final long firstHour;
  private final double[] values;

  /**
   * Without values yet.
   *
   * @param firstHour the first hour, in hours since the epoch
   * @param endHour the hour after the last
   */
  public HourlyValues(long firstHour, long endHour) {
    this.firstHour = firstHour;
    this.values = new double[Math.toIntExact(endHour - firstHour)];
    Arrays.fill(values, Double.NaN);
  }

  /**
   * Takes the summary of an hour; hours come in their order.
   *
   * @param hour hours since the epoch
   * @param atStart the value at the hour's first instant, {@code NaN} where there is none
   * @param last the newest value after that, {@code NaN} where there is none
   */
  public void add(long hour, double atStart, double last) {
    put(hour, atStart);
    put(hour + 1, last);
  }

  private void put(long hour, double value) {
    if (hour >= firstHour && hour < firstHour + values.length && !Double.isNaN(value)) {
      values[(int) (hour - firstHour)] = value;
    }
  }

  /** The values hour by hour, {@code NaN} where there is none. */
  public double[] values() {
    return values.clone();
  }
}
