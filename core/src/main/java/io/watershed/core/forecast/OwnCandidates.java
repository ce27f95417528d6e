package io.watershed.core.forecast;

/**
 * The candidates that need the gauge's own recent levels alone. Each gives the change from the
 * origin to 1, 2 … 24 hours later, in metres; 0 where it does not apply.
 */
final class OwnCandidates {

  private static final int TREND_HOURS = 3;

  /** The share of a trend that is left an hour later. */
  private static final double TREND_DAMPING = 0.85;

  private static final int RECESSION_HOURS = 12;
  private static final int RECESSION_LOW_HOURS = 168;
  private static final double FASTEST_RECESSION = 0.8;

  private OwnCandidates() {}

  /** All of them, in the order of {@link Candidate#CHALLENGERS} after the global model. */
  static double[][] all(GaugeState state) {
    return new double[][] {dampedTrend(state), recession(state), Harmonics.changes(state)};
  }

  /**
   * The damped trend b(φ + φ² + … + φ^k) with the mean hourly change b of the last three hours and
   * φ = 0.85.
   *
   * <p>Source: E. Gardner and E. McKenzie, "Forecasting trends in time series", Management Science
   * 31 (1985).
   */
  static double[] dampedTrend(GaugeState state) {
    double[] changes = new double[FeatureRow.LEADS];
    double slope = (state.base - state.level(TREND_HOURS)) / TREND_HOURS;
    if (Double.isNaN(slope)) {
      return changes;
    }
    double step = slope;
    double change = 0;
    for (int lead = 0; lead < changes.length; lead++) {
      step *= TREND_DAMPING;
      change += step;
      changes[lead] = change;
    }
    return changes;
  }

  /**
   * The recession of a linear store: where the level fell over the last 12 hours, its height above
   * the low of the last 7 days goes on falling by the same factor per hour.
   *
   * <p>Source: L. Tallaksen, "A review of baseflow recession analysis", Journal of Hydrology 165
   * (1995), equation 1.
   */
  static double[] recession(GaugeState state) {
    double[] changes = new double[FeatureRow.LEADS];
    double before = state.level(RECESSION_HOURS);
    double low = Double.POSITIVE_INFINITY;
    for (int lag = 0; lag < RECESSION_LOW_HOURS; lag++) {
      low = Double.isNaN(state.levels[lag]) ? low : Math.min(low, state.levels[lag]);
    }
    double height = state.base - low;
    if (Double.isNaN(before) || before <= state.base || height <= 0) {
      return changes;
    }
    double factor =
        Math.max(FASTEST_RECESSION, Math.pow(height / (before - low), 1.0 / RECESSION_HOURS));
    double left = 1;
    for (int lead = 0; lead < changes.length; lead++) {
      left *= factor;
      changes[lead] = height * (left - 1);
    }
    return changes;
  }
}
