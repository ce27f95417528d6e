package io.watershed.core.forecast;

import java.util.Collection;

/** From which hour a fleet is forecast. */
public final class Origins {

  private static final int DAY_HOURS = 24;

  private Origins() {}

  /**
   * The newest hour at which half of the gauges that are alive, those with a level in the day up to
   * it, have one: a gauge whose clock is ahead moves no fleet on, and one that comes late does not
   * hold it up.
   *
   * @param levels hourly levels of each gauge, the same hours for all, {@code NaN} without one
   * @return its place in the levels; -1 where there is none
   */
  public static int newest(Collection<double[]> levels) {
    int hours = levels.stream().mapToInt(series -> series.length).min().orElse(0);
    for (int hour = hours - 1; hour >= 0; hour--) {
      int alive = 0;
      int known = 0;
      for (double[] series : levels) {
        alive += isAlive(series, hour) ? 1 : 0;
        known += Double.isNaN(series[hour]) ? 0 : 1;
      }
      if (known > 0 && known * 2 >= alive) {
        return hour;
      }
    }
    return -1;
  }

  private static boolean isAlive(double[] series, int hour) {
    for (int back = hour; back >= 0 && back > hour - DAY_HOURS; back--) {
      if (!Double.isNaN(series[back])) {
        return true;
      }
    }
    return false;
  }
}
