package io.watershed.core.forecast;

import io.watershed.core.boosting.TreeEnsemble;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/** What was learned of one lead time. Immutable. */
final class LeadModel implements Serializable {

  private static final long serialVersionUID = 1;

  private final TreeEnsemble change;
  private final TreeEnsemble spread;
  private final double power;
  private final ScoreTable scores;
  private final double[] prior;

  /**
   * What was learned.
   *
   * @param change gives the change of the level in the gauge's scale
   * @param spread gives the logarithm of the usual error of that change
   * @param power errors are measured by this power of their usual size
   * @param scores the distribution of the errors so measured, out of sample
   * @param prior what each choice of {@link WeightGrid} cost per hour, in the gauge's scale
   */
  LeadModel(
      TreeEnsemble change, TreeEnsemble spread, double power, ScoreTable scores, double[] prior) {
    this.change = change;
    this.spread = spread;
    this.power = power;
    this.scores = scores;
    this.prior = prior;
  }

  /** The global model's change at a row, in the gauge's scale. */
  double change(float[] row) {
    return change.predict(row);
  }

  /** The distribution of errors measured by their {@link #unit}. */
  ScoreTable scores() {
    return scores;
  }

  /** What the errors at a row are measured by, in the gauge's scale. */
  double unit(float[] row) {
    return Math.exp(power * spread.predict(row));
  }

  /**
   * The prior with what it costs to take more of the global model than is trusted: persistence's
   * cost times the square of the excess.
   */
  double[] trusting(double trustedWeight) {
    double[] costs = prior.clone();
    for (int choice = 0; choice < costs.length; choice++) {
      double beyond = WeightGrid.weight(choice) - trustedWeight;
      if (WeightGrid.candidate(choice) == Candidate.GLOBAL_MODEL && beyond > 0) {
        costs[choice] += prior[0] * beyond * beyond;
      }
    }
    return costs;
  }

  void write(DataOutput out) throws IOException {
    change.write(out);
    spread.write(out);
    out.writeDouble(power);
    scores.write(out);
    for (double cost : prior) {
      out.writeDouble(cost);
    }
  }

  static LeadModel read(DataInput in) throws IOException {
    TreeEnsemble change = TreeEnsemble.read(in);
    TreeEnsemble spread = TreeEnsemble.read(in);
    double power = in.readDouble();
    ScoreTable scores = ScoreTable.read(in);
    double[] prior = new double[WeightGrid.CHOICES];
    for (int choice = 0; choice < prior.length; choice++) {
      prior[choice] = in.readDouble();
    }
    return new LeadModel(change, spread, power, scores, prior);
  }
}
