package io.watershed.core.forecast;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * The features of a forecast, all free of the gauge's unit and datum: changes are divided by the
 * gauge's own scale. What is not known is {@code NaN}.
 *
 * <p>{@link #COMMON} of them are the same at every lead time; the last {@link #OF_LEAD} are not.
 */
final class FeatureRow {

  static final int LEADS = 24;

  private static final int CLOSEST = 3;
  private static final double[] MEAN_KILOMETRES = {20, 80};
  private static final float MOST_SIGNAL = 20;
  private static final int[] RAIN_HOURS = {1, 3, 6, 12, 24, 48, 72};
  private static final int[] UPSTREAM_RAIN = {2, 3, 4};
  private static final int CHANGES = GaugeState.SIGNAL - 2;

  static final int RAIN = RAIN_HOURS.length;
  static final int COMMON =
      GaugeState.OWN
          + CLOSEST * (CHANGES + 1)
          + MEAN_KILOMETRES.length * GaugeState.SIGNAL
          + CHANGES
          + 3
          + RAIN
          + UPSTREAM_RAIN.length;
  static final int OF_LEAD = 11;

  /** How far back the features of a lead time look, hours. */
  static final int DAYS_BACK = 72;

  static final int ALL = COMMON + OF_LEAD;

  /** What each place of a row holds, for the layout of the models that were fitted on rows. */
  static final String SHAPE =
      "features "
          + ALL
          + " own "
          + GaugeState.OWN
          + " signal "
          + GaugeState.SIGNAL
          + " closest "
          + CLOSEST
          + " within "
          + Arrays.toString(MEAN_KILOMETRES)
          + " rain "
          + Arrays.toString(RAIN_HOURS)
          + " upstream "
          + Arrays.toString(UPSTREAM_RAIN);

  private FeatureRow() {}

  /**
   * Rain sums up to an hour over 1, 3, 6, 12, 24, 48 and 72 hours, millimetres. A sum over hours of
   * which some are not known is scaled up from the known half or more.
   */
  static float[] rain(GaugeSeries series, long hour) {
    float[] sums = new float[RAIN];
    if (!series.hasRain()) {
      Arrays.fill(sums, Float.NaN);
      return sums;
    }
    double sum = 0;
    int known = 0;
    int next = 0;
    for (int lag = 0; next < RAIN; lag++) {
      if (lag == RAIN_HOURS[next]) {
        sums[next++] = known * 2 < lag ? Float.NaN : (float) (sum * lag / known);
      }
      double rain = series.rainAt(hour - lag);
      if (!Double.isNaN(rain)) {
        sum += rain;
        known++;
      }
    }
    return sums;
  }

  /**
   * What neighbours and the gauges downstream see of a gauge at an hour: its signal and, after it,
   * its rain sums. All {@code NaN} where the state is null.
   */
  static float[] signal(GaugeState state, float[] rain) {
    float[] signal = new float[GaugeState.SIGNAL + RAIN];
    for (int i = 0; i < GaugeState.SIGNAL; i++) {
      signal[i] = state == null ? Float.NaN : clip(state.signal[i]);
    }
    System.arraycopy(rain, 0, signal, GaugeState.SIGNAL, RAIN);
    return signal;
  }

  /**
   * Fills in the features that all lead times share.
   *
   * @param row of {@link #ALL} features
   * @param signals the {@link #signal} of each gauge of the network at the state's origin
   */
  static void common(
      float[] row,
      GaugeState state,
      GaugeNetwork network,
      int gauge,
      IntFunction<float[]> signals) {
    System.arraycopy(state.own, 0, row, 0, GaugeState.OWN);
    int at = GaugeState.OWN;
    int[] neighbours = network.neighbours(gauge);
    float[] distances = network.distances(gauge);
    for (int n = 0; n < CLOSEST; n++) {
      float[] signal = n < neighbours.length ? signals.apply(neighbours[n]) : null;
      for (int i = 0; i < CHANGES; i++) {
        row[at++] = signal == null ? Float.NaN : signal[i];
      }
      row[at++] = signal == null ? Float.NaN : distances[n];
    }
    for (double reach : MEAN_KILOMETRES) {
      for (int i = 0; i < GaugeState.SIGNAL; i++) {
        row[at++] = nearMean(neighbours, distances, reach, i, signals);
      }
    }
    int[] upstream = network.upstream(gauge);
    for (int i = 0; i < CHANGES; i++) {
      row[at++] = mean(upstream, i, signals);
    }
    int[] far = network.farUpstream(gauge);
    for (int i = 1; i <= 3; i++) {
      row[at++] = mean(far, i, signals);
    }
    float[] own = signals.apply(gauge);
    System.arraycopy(own, GaugeState.SIGNAL, row, at, RAIN);
    at += RAIN;
    for (int sum : UPSTREAM_RAIN) {
      row[at++] = mean(upstream, GaugeState.SIGNAL + sum, signals);
    }
  }

  /**
   * Fills in the features of one lead time: what the same hours brought on the three days before,
   * the hour of the day by the sun where the longitude is known, and what the gauge's own
   * candidates expect.
   *
   * @param levels the level lag hours before the origin, {@link #DAYS_BACK} hours back at least
   * @param ownCandidates the changes that {@link OwnCandidates#all} expects
   */
  static void ofLead(
      float[] row,
      double[] levels,
      double scale,
      long origin,
      int lead,
      double longitude,
      double[][] ownCandidates) {
    int at = COMMON;
    double sum = 0;
    double signs = 0;
    int known = 0;
    double[] days = new double[3];
    for (int day = 1; day <= 3; day++) {
      double change = (levels[24 * day - lead] - levels[24 * day]) / scale;
      row[at++] = (float) change;
      if (!Double.isNaN(change)) {
        days[known++] = change;
        sum += change;
        signs += Math.abs(change) > 0.05 ? Math.signum(change) : 0;
      }
    }
    row[at++] = known == 0 ? Float.NaN : (float) (sum / known);
    row[at++] = (float) middle(days, known);
    row[at++] = known == 0 ? Float.NaN : (float) (signs / known);
    double sunHour = Math.floorMod(origin, 24L) + (Double.isNaN(longitude) ? 0 : longitude / 15);
    row[at++] = (float) Math.sin(2 * Math.PI * sunHour / 24);
    row[at++] = (float) Math.cos(2 * Math.PI * sunHour / 24);
    for (double[] candidate : ownCandidates) {
      row[at++] = (float) (candidate[lead - 1] / scale);
    }
  }

  private static double middle(double[] days, int known) {
    return switch (known) {
      case 0 -> Double.NaN;
      case 1 -> days[0];
      case 2 -> (days[0] + days[1]) / 2;
      default ->
          Math.max(Math.min(days[0], days[1]), Math.min(Math.max(days[0], days[1]), days[2]));
    };
  }

  private static float nearMean(
      int[] neighbours, float[] distances, double reach, int i, IntFunction<float[]> signals) {
    double sum = 0;
    double weights = 0;
    for (int n = 0; n < neighbours.length; n++) {
      float value = signals.apply(neighbours[n])[i];
      if (!Float.isNaN(value)) {
        double weight = Math.exp(-distances[n] / reach);
        sum += weight * value;
        weights += weight;
      }
    }
    return weights == 0 ? Float.NaN : (float) (sum / weights);
  }

  private static float mean(int[] gauges, int i, IntFunction<float[]> signals) {
    double sum = 0;
    int known = 0;
    for (int gauge : gauges) {
      float value = signals.apply(gauge)[i];
      if (!Float.isNaN(value)) {
        sum += value;
        known++;
      }
    }
    return known == 0 ? Float.NaN : (float) (sum / known);
  }

  private static float clip(float value) {
    return Math.max(-MOST_SIGNAL, Math.min(MOST_SIGNAL, value));
  }
}
