package io.watershed.core.boosting;

import java.io.Serializable;
import java.util.SplittableRandom;

/**
 * Fits a {@link TreeEnsemble} to the least weighted absolute error, or to another quantile.
 *
 * <p><b>Method.</b> The trees are grown leaf by leaf over binned features, by the gain in the
 * gradient's squared mean; the gradient is that of the absolute error, the residual's sign (of
 * another quantile q: q above and q - 1 below), and the value of a leaf is the weighted median (or
 * quantile) of its residuals times the learning rate. Each tree sees a share of the rows and of the
 * features. The same input and seed give the same trees.
 *
 * <p>Sources: J. Friedman, "Greedy function approximation: a gradient boosting machine", Annals of
 * Statistics 29 (2001), algorithm 3 (LAD_TreeBoost); G. Ke and others, "LightGBM: a highly
 * efficient gradient boosting decision tree", NIPS 2017 (histograms, growth by leaf).
 */
public final class GradientBoosting {

  /**
   * How to fit.
   *
   * @param rounds the number of trees
   * @param learningRate the share of a leaf's median that is taken
   * @param leaves the most leaves of a tree
   * @param leastLeafRows the fewest rows of a leaf, of those the tree sees
   * @param rowShare the share of the rows that a tree sees
   * @param featureShare the share of the features that a tree sees
   * @param quantile which quantile is fitted, above 0 and below 1; one half, the median, is that of
   *     the least absolute error
   * @param seed where the random choices start
   */
  public record Settings(
      int rounds,
      double learningRate,
      int leaves,
      int leastLeafRows,
      double rowShare,
      double featureShare,
      double quantile,
      long seed)
      implements Serializable {

    /** Refuses what cannot be fitted with. */
    public Settings {
      if (rounds < 0 || leaves < 2 || leastLeafRows < 1) {
        throw new IllegalArgumentException(
            "rounds must be 0 or more, leaves 2 or more and rows of a leaf 1 or more, not "
                + rounds
                + ", "
                + leaves
                + " and "
                + leastLeafRows);
      }
      if (!(learningRate > 0)
          || !(rowShare > 0 && rowShare <= 1)
          || !(featureShare > 0 && featureShare <= 1)) {
        throw new IllegalArgumentException(
            "the learning rate must be above 0 and the shares above 0 and at most 1, not "
                + learningRate
                + ", "
                + rowShare
                + " and "
                + featureShare);
      }
      if (!(quantile > 0 && quantile < 1)) {
        throw new IllegalArgumentException(
            "the quantile must be above 0 and below 1, not " + quantile);
      }
    }
  }

  private final FeatureTable table;
  private final double[] weights;
  private final Settings settings;
  private final SplittableRandom random;

  private final double[] residuals;
  private final int[] seen;
  private final double[] someValues;
  private final double[] someWeights;

  private GradientBoosting(
      FeatureTable table, double[] targets, double[] weights, int[] rows, Settings settings) {
    this.table = table;
    this.weights = weights;
    this.settings = settings;
    this.random = new SplittableRandom(settings.seed());
    this.residuals = targets.clone();
    this.seen = new int[rows.length];
    this.someValues = new double[rows.length];
    this.someWeights = new double[rows.length];
  }

  /**
   * Fits.
   *
   * @param table the features
   * @param targets what is to be predicted, one per row of the table
   * @param weights how much an error of each row counts, none negative
   * @param rows the rows to learn from; the others are not looked at
   */
  public static TreeEnsemble fit(
      FeatureTable table, double[] targets, double[] weights, int[] rows, Settings settings) {
    if (rows.length == 0) {
      return TreeEnsemble.constant(0);
    }
    return new GradientBoosting(table, targets, weights, rows, settings).fit(rows);
  }

  private TreeEnsemble fit(int[] rows) {
    double constant = quantile(rows, 0, rows.length);
    for (int row : rows) {
      residuals[row] -= constant;
    }
    TreeEnsemble.Builder ensemble = new TreeEnsemble.Builder(constant);
    TreeGrower grower = new TreeGrower(table, settings);
    for (int round = 0; round < settings.rounds(); round++) {
      int count = sampleRows(rows);
      grower.grow(seen, count, sampleFeatures(), residuals, weights);
      int root = ensemble.addTree();
      double[] values = new double[grower.leaves()];
      for (int leaf = 0; leaf < values.length; leaf++) {
        values[leaf] =
            (float)
                (settings.learningRate()
                    * quantile(seen, grower.leafFrom(leaf), grower.leafTo(leaf)));
      }
      grower.describe(ensemble, root, values);
      for (int row : rows) {
        residuals[row] -= values[grower.leafOf(row)];
      }
    }
    return ensemble.build();
  }

  private int sampleRows(int[] rows) {
    int count = 0;
    for (int row : rows) {
      if (settings.rowShare() >= 1 || random.nextDouble() < settings.rowShare()) {
        seen[count++] = row;
      }
    }
    if (count == 0) {
      seen[count++] = rows[0];
    }
    return count;
  }

  private int[] sampleFeatures() {
    int all = table.columns();
    int[] order = new int[all];
    for (int f = 0; f < all; f++) {
      order[f] = f;
    }
    int take = Math.max(1, (int) Math.round(settings.featureShare() * all));
    int[] taken = new int[take];
    for (int f = 0; f < take; f++) {
      int other = f + random.nextInt(all - f);
      taken[f] = order[other];
      order[other] = order[f];
    }
    return taken;
  }

  private double quantile(int[] rows, int from, int to) {
    for (int i = from; i < to; i++) {
      someValues[i - from] = residuals[rows[i]];
      someWeights[i - from] = weights[rows[i]];
    }
    return WeightedQuantile.of(someValues, someWeights, to - from, settings.quantile());
  }
}
