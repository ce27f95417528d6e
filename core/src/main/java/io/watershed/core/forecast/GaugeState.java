package io.watershed.core.forecast;

import java.util.Arrays;

/**
 * What is known of one gauge at one origin: its recent levels with short gaps filled, the scale of
 * its changes, and its own features. All of it comes from hours up to the origin.
 */
final class GaugeState {

  /** How many hours back are looked at. */
  static final int WINDOW = 240;

  /** A level up to so many hours old stands in for one that is missing. */
  static final int FILL_HOURS = 3;

  private static final int[] CHANGE_HOURS = {1, 2, 3, 6, 9, 12, 18, 24, 48};
  private static final int[] RANGE_HOURS = {24, 72, 168};
  private static final int[] MEDIAN_HOURS = {72, 168};

  /** The changes that neighbours see, as places in {@link #CHANGE_HOURS}. */
  private static final int[] SIGNAL_CHANGES = {0, 2, 3, 5, 7};

  /** Own features: changes, their changes, ranges, medians, volatility, scale. */
  static final int OWN = 9 + 3 + 9 + 2 + 3;

  /** What neighbours see: changes over 1, 3, 6, 12 and 24 h, the fall from the high, the rise. */
  static final int SIGNAL = SIGNAL_CHANGES.length + 2;

  private static final int LEAST_OF_RANGE = 6;
  private static final int STRANGE_HOURS = 24;
  private static final int ACQUAINTED_HOURS = 72;

  /**
   * The scale is the mean change over six hours, older hours counting less by half each {@value}.
   */
  private static final double SCALE_HALF_LIFE_HOURS = 72;

  /** Before there is evidence a gauge's six hours change by so much, as if seen for a day. */
  private static final double SCALE_PRIOR_METRES = 0.05;

  private static final double SCALE_PRIOR_HOURS = 24;
  private static final double LEAST_SCALE_METRES = 0.01;
  private static final double[] DECAY = new double[WINDOW];

  static {
    for (int lag = 0; lag < WINDOW; lag++) {
      DECAY[lag] = Math.pow(0.5, lag / SCALE_HALF_LIFE_HOURS);
    }
  }

  /** The level lag hours before the origin, {@code NaN} where not known. */
  final double[] levels = new double[WINDOW + 1];

  final long origin;
  final double base;
  final double scale;
  final float[] own = new float[OWN];
  final float[] signal = new float[SIGNAL];

  private GaugeState(GaugeSeries series, long origin) {
    this.origin = origin;
    long since = series.lastShift(origin);
    for (int lag = 0; lag <= WINDOW; lag++) {
      levels[lag] = filled(series, origin - lag, since);
    }
    base = levels[0];
    scale = scaleOf(levels);
    describe();
  }

  /** The state at an origin; null where no level is known there or shortly before. */
  static GaugeState at(GaugeSeries series, long origin) {
    return Double.isNaN(filled(series, origin, series.lastShift(origin)))
        ? null
        : new GaugeState(series, origin);
  }

  /** The level lag hours before the origin, {@code NaN} beyond the window. */
  double level(int lag) {
    return lag > WINDOW ? Double.NaN : levels[lag];
  }

  /** Whether the gauge has shown one and the same level for at least 20 of the last 24 hours. */
  boolean flat() {
    int same = 0;
    for (int lag = 0; lag <= 24; lag++) {
      if (Double.isNaN(levels[lag])) {
        continue;
      }
      if (levels[lag] != base) {
        return false;
      }
      same++;
    }
    return same > 20;
  }

  /**
   * How far the gauge is known, 0 to 1: with a day of levels or less its scale and its ways are
   * guessed, and persistence is the better guess; with three days they are known.
   */
  double acquaintance() {
    int known = 0;
    for (int lag = 0; lag < ACQUAINTED_HOURS; lag++) {
      known += Double.isNaN(levels[lag]) ? 0 : 1;
    }
    return Math.max(0, (double) (known - STRANGE_HOURS) / (ACQUAINTED_HOURS - STRANGE_HOURS));
  }

  private static double filled(GaugeSeries series, long hour, long since) {
    for (int back = 0; back <= FILL_HOURS && hour - back >= since; back++) {
      double level = series.levelAt(hour - back);
      if (!Double.isNaN(level)) {
        return level;
      }
    }
    return Double.NaN;
  }

  static double scaleOf(double[] levels) {
    double sum = SCALE_PRIOR_METRES * SCALE_PRIOR_HOURS;
    double hours = SCALE_PRIOR_HOURS;
    for (int lag = 0; lag + 6 < levels.length; lag++) {
      double change = Math.abs(levels[lag] - levels[lag + 6]);
      if (!Double.isNaN(change)) {
        sum += DECAY[lag] * change;
        hours += DECAY[lag];
      }
    }
    return Math.max(sum / hours, LEAST_SCALE_METRES);
  }

  private void describe() {
    int at = 0;
    for (int hours : CHANGE_HOURS) {
      own[at++] = scaled(base - levels[hours]);
    }
    own[at++] = scaled(base - 2 * levels[1] + levels[2]);
    own[at++] = scaled(base - 2 * levels[3] + levels[6]);
    own[at++] = scaled(base - 2 * levels[6] + levels[12]);
    double high24 = Double.NaN;
    double low72 = Double.NaN;
    for (int hours : RANGE_HOURS) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      int known = 0;
      for (int lag = 0; lag < hours; lag++) {
        if (!Double.isNaN(levels[lag])) {
          low = Math.min(low, levels[lag]);
          high = Math.max(high, levels[lag]);
          known++;
        }
      }
      if (known < LEAST_OF_RANGE) {
        low = Double.NaN;
        high = Double.NaN;
      }
      own[at++] = scaled(base - low);
      own[at++] = scaled(high - base);
      own[at++] = (float) ((base - low) / (high - low + 0.005));
      high24 = hours == 24 ? high : high24;
      low72 = hours == 72 ? low : low72;
    }
    for (int hours : MEDIAN_HOURS) {
      own[at++] = scaled(base - median(hours));
    }
    own[at++] = (float) Math.log(meanHourlyChange(24) / scale + 0.01);
    own[at++] = (float) Math.log(meanHourlyChange(72) / scale + 0.01);
    own[at] = (float) Math.log(scale);
    int place = 0;
    for (int change : SIGNAL_CHANGES) {
      signal[place++] = own[change];
    }
    signal[place++] = scaled(high24 - base);
    signal[place] = scaled(base - low72);
  }

  private float scaled(double metres) {
    return (float) (metres / scale);
  }

  private double median(int hours) {
    double[] known = new double[hours];
    int count = 0;
    for (int lag = 0; lag < hours; lag++) {
      if (!Double.isNaN(levels[lag])) {
        known[count++] = levels[lag];
      }
    }
    if (count < LEAST_OF_RANGE) {
      return Double.NaN;
    }
    Arrays.sort(known, 0, count);
    return (known[(count - 1) / 2] + known[count / 2]) / 2;
  }

  private double meanHourlyChange(int hours) {
    double sum = 0;
    int count = 0;
    for (int lag = 0; lag < hours; lag++) {
      double change = Math.abs(levels[lag] - levels[lag + 1]);
      if (!Double.isNaN(change)) {
        sum += change;
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }
}
