package io.watershed.core.forecast;

/**
 * The tide and the day: least squares of the last ten days' levels on a mean, a trend, and the
 * harmonics of 24 h, 12 h and the tidal constituents M2, O1 and M4. The forecast is the change of
 * the fitted harmonics from the origin on; the trend is not drawn on.
 *
 * <p>A ridge keeps apart what ten days cannot (S2 and M2 need 15). Speeds of the constituents: P.
 * Schureman, "Manual of harmonic analysis and prediction of tides", US Coast and Geodetic Survey
 * special publication 98, table 2.
 */
final class Harmonics {

  /** Solar day and half, then M2, O1 and M4, in hours. */
  private static final double[] PERIODS = {24.0, 12.0, 12.4206, 25.8193, 6.2103};

  private static final int TERMS = 2 + 2 * PERIODS.length;
  private static final int LEAST_KNOWN = 120;
  private static final double RIDGE = 0.02;

  /** The regressors of a lag from the first row on, then those of the lead times. */
  private static final double[][] PAST = new double[GaugeState.WINDOW + 1][];

  private static final double[][] AHEAD = new double[FeatureRow.LEADS + 1][];

  static {
    for (int lag = 0; lag <= GaugeState.WINDOW; lag++) {
      PAST[lag] = terms(-lag);
    }
    for (int lead = 0; lead < AHEAD.length; lead++) {
      AHEAD[lead] = terms(lead);
    }
  }

  private Harmonics() {}

  /** The changes 1 to 24 hours ahead, metres; 0 with less than five days of levels. */
  static double[] changes(GaugeState state) {
    double[] changes = new double[FeatureRow.LEADS];
    double[][] matrix = new double[TERMS][TERMS + 1];
    int known = 0;
    for (int lag = 0; lag <= GaugeState.WINDOW; lag++) {
      double level = state.levels[lag] - state.base;
      if (Double.isNaN(level)) {
        continue;
      }
      known++;
      double[] terms = PAST[lag];
      for (int i = 0; i < TERMS; i++) {
        double term = terms[i];
        double[] row = matrix[i];
        for (int j = i; j < TERMS; j++) {
          row[j] += term * terms[j];
        }
        row[TERMS] += term * level;
      }
    }
    if (known < LEAST_KNOWN) {
      return changes;
    }
    for (int i = 0; i < TERMS; i++) {
      for (int j = 0; j < i; j++) {
        matrix[i][j] = matrix[j][i];
      }
      matrix[i][i] += i < 2 ? 0 : RIDGE * known;
    }
    double[] solution = solve(matrix);
    for (int lead = 1; lead < AHEAD.length; lead++) {
      double change = 0;
      for (int i = 2; i < TERMS; i++) {
        change += solution[i] * (AHEAD[lead][i] - AHEAD[0][i]);
      }
      changes[lead - 1] = change;
    }
    return changes;
  }

  private static double[] terms(int hour) {
    double[] terms = new double[TERMS];
    terms[0] = 1;
    terms[1] = (double) hour / GaugeState.WINDOW;
    for (int p = 0; p < PERIODS.length; p++) {
      double angle = 2 * Math.PI * hour / PERIODS[p];
      terms[2 + 2 * p] = Math.cos(angle);
      terms[3 + 2 * p] = Math.sin(angle);
    }
    return terms;
  }

  /** Gaussian elimination with pivoting; the matrix is positive definite, and is overwritten. */
  private static double[] solve(double[][] matrix) {
    for (int column = 0; column < TERMS; column++) {
      int pivot = column;
      for (int row = column + 1; row < TERMS; row++) {
        if (Math.abs(matrix[row][column]) > Math.abs(matrix[pivot][column])) {
          pivot = row;
        }
      }
      double[] swapped = matrix[column];
      matrix[column] = matrix[pivot];
      matrix[pivot] = swapped;
      for (int row = column + 1; row < TERMS; row++) {
        double factor = matrix[row][column] / matrix[column][column];
        for (int j = column; j <= TERMS; j++) {
          matrix[row][j] -= factor * matrix[column][j];
        }
      }
    }
    double[] solution = new double[TERMS];
    for (int row = TERMS - 1; row >= 0; row--) {
      double sum = matrix[row][TERMS];
      for (int j = row + 1; j < TERMS; j++) {
        sum -= matrix[row][j] * solution[j];
      }
      solution[row] = sum / matrix[row][row];
    }
    return solution;
  }
}
