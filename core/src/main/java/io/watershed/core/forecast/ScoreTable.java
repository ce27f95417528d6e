package io.watershed.core.forecast;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;

/**
 * The distribution of a forecast's errors out of sample, each divided by its usual size: 401
 * quantiles at equal steps.
 */
final class ScoreTable implements Serializable {

  private static final long serialVersionUID = 1;
  private static final int STEPS = 400;

  /** No level is crossed for certain, nor certainly not, whatever the errors of the past. */
  private static final double LEAST_PROBABILITY = 0.0005;

  /** What shapes the bytes of {@link #write}, for the layout that holds them. */
  static final String SHAPE = "scores " + STEPS;

  private final double[] quantiles;

  private ScoreTable(double[] quantiles) {
    this.quantiles = quantiles;
  }

  /**
   * The table of some scores, with the correction of split conformal prediction for their number:
   * the outermost quantiles are those of n + 1 scores.
   *
   * @param scores at least one, which are sorted
   * @param count how many of the first entries count
   */
  static ScoreTable of(double[] scores, int count) {
    Arrays.sort(scores, 0, count);
    double[] quantiles = new double[STEPS + 1];
    for (int q = 0; q <= STEPS; q++) {
      double place = (double) q / STEPS * (count + 1) - 1;
      int below = (int) Math.max(0, Math.min(count - 1, Math.floor(place)));
      int above = Math.min(count - 1, below + 1);
      double part = Math.max(0, Math.min(1, place - below));
      quantiles[q] = scores[below] + part * (scores[above] - scores[below]);
    }
    return new ScoreTable(quantiles);
  }

  /** Where nothing is known of the errors: they are taken to lie within four scales either way. */
  static ScoreTable unknown() {
    double[] quantiles = new double[STEPS + 1];
    Arrays.setAll(quantiles, q -> 8.0 * q / STEPS - 4);
    return new ScoreTable(quantiles);
  }

  /** The score that a share of the scores does not exceed. */
  double quantile(double share) {
    double place = share * STEPS;
    int below = (int) Math.max(0, Math.min(STEPS - 1, Math.floor(place)));
    return quantiles[below] + (place - below) * (quantiles[below + 1] - quantiles[below]);
  }

  /** The share of the scores above a score. */
  double shareAbove(double score) {
    int low = 0;
    int high = STEPS + 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (quantiles[middle] < score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    double below;
    if (low == 0) {
      below = 0;
    } else if (low > STEPS) {
      below = 1;
    } else {
      double gap = quantiles[low] - quantiles[low - 1];
      below = (low - 1 + (gap > 0 ? (score - quantiles[low - 1]) / gap : 0)) / STEPS;
    }
    return Math.max(LEAST_PROBABILITY, Math.min(1 - LEAST_PROBABILITY, 1 - below));
  }

  void write(DataOutput out) throws IOException {
    for (double quantile : quantiles) {
      out.writeFloat((float) quantile);
    }
  }

  static ScoreTable read(DataInput in) throws IOException {
    double[] quantiles = new double[STEPS + 1];
    for (int q = 0; q <= STEPS; q++) {
      quantiles[q] = in.readFloat();
    }
    return new ScoreTable(quantiles);
  }
}
