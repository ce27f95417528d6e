package io.watershed.core.boosting;

import java.util.ArrayList;
import java.util.List;

/** Grows one tree at a time, always splitting the leaf that gains most. */
final class TreeGrower {

  /** A node: a range of the row list, the sums of its bins, and its best split if it has one. */
  private static final class Node {
    private final int from;
    private final int to;
    private final double[] gradients;
    private final double[] weights;
    private final int[] counts;

    private double gain;
    private int feature = -1;
    private int bin;
    private boolean missingLeft;
    private Node left;
    private Node right;
    private int leaf;

    private Node(int from, int to, int slots) {
      this.from = from;
      this.to = to;
      this.gradients = new double[slots];
      this.weights = new double[slots];
      this.counts = new int[slots];
    }
  }

  /** Splits that gain less than this share of the weight are noise of rounding. */
  private static final double LEAST_GAIN = 1e-9;

  private final FeatureTable table;
  private final int mostLeaves;
  private final int leastRows;
  private final double up;
  private final double down;
  private final List<Node> leaves = new ArrayList<>();
  private final int stride = FeatureTable.MOST_BINS + 1;

  private int[] rows;
  private int[] features;
  private double[] residuals;
  private double[] rowWeights;
  private int[] scratch = new int[0];
  private Node root;

  TreeGrower(FeatureTable table, GradientBoosting.Settings settings) {
    this.table = table;
    this.mostLeaves = settings.leaves();
    this.leastRows = settings.leastLeafRows();
    this.up = 2 * settings.quantile();
    this.down = 2 - up;
  }

  /**
   * Grows a tree.
   *
   * @param rows the rows, which are reordered so that each leaf's stand together
   */
  void grow(int[] rows, int count, int[] features, double[] residuals, double[] rowWeights) {
    this.rows = rows;
    this.features = features;
    this.residuals = residuals;
    this.rowWeights = rowWeights;
    if (scratch.length < count) {
      scratch = new int[count];
    }
    leaves.clear();
    root = new Node(0, count, features.length * stride);
    sum(root);
    findSplit(root);
    leaves.add(root);
    while (leaves.size() < mostLeaves) {
      Node best = null;
      for (Node leaf : leaves) {
        if (leaf.feature >= 0 && (best == null || leaf.gain > best.gain)) {
          best = leaf;
        }
      }
      if (best == null) {
        break;
      }
      split(best);
      leaves.set(leaves.indexOf(best), best.left);
      leaves.add(best.right);
    }
    for (int i = 0; i < leaves.size(); i++) {
      leaves.get(i).leaf = i;
    }
  }

  int leaves() {
    return leaves.size();
  }

  int leafFrom(int leaf) {
    return leaves.get(leaf).from;
  }

  int leafTo(int leaf) {
    return leaves.get(leaf).to;
  }

  /** The leaf that a row of the table falls into, whether the tree was grown on it or not. */
  int leafOf(int row) {
    Node node = root;
    while (node.left != null) {
      node = goesLeft(node, row) ? node.left : node.right;
    }
    return node.leaf;
  }

  /** Appends the tree to an ensemble below an empty root. */
  void describe(TreeEnsemble.Builder ensemble, int place, double[] values) {
    describe(ensemble, place, root, values);
  }

  private void describe(TreeEnsemble.Builder ensemble, int place, Node node, double[] values) {
    if (node.left == null) {
      ensemble.value(place, values[node.leaf]);
      return;
    }
    int column = features[node.feature];
    int left = ensemble.split(place, column, table.upperEdge(column, node.bin), node.missingLeft);
    describe(ensemble, left, node.left, values);
    describe(ensemble, left + 1, node.right, values);
  }

  private boolean goesLeft(Node node, int row) {
    int bin = table.bins(features[node.feature])[row];
    return bin == 0 ? node.missingLeft : bin <= node.bin;
  }

  private void sum(Node node) {
    for (int f = 0; f < features.length; f++) {
      byte[] bins = table.bins(features[f]);
      int base = f * stride;
      for (int i = node.from; i < node.to; i++) {
        int row = rows[i];
        int slot = base + bins[row];
        double weight = rowWeights[row];
        double residual = residuals[row];
        node.gradients[slot] += residual > 0 ? up * weight : residual < 0 ? -down * weight : 0;
        node.weights[slot] += weight;
        node.counts[slot]++;
      }
    }
  }

  private void split(Node node) {
    int left = node.from;
    int kept = 0;
    for (int i = node.from; i < node.to; i++) {
      if (goesLeft(node, rows[i])) {
        rows[left++] = rows[i];
      } else {
        scratch[kept++] = rows[i];
      }
    }
    System.arraycopy(scratch, 0, rows, left, kept);
    node.left = new Node(node.from, left, node.counts.length);
    node.right = new Node(left, node.to, node.counts.length);
    Node small = left - node.from <= kept ? node.left : node.right;
    Node large = small == node.left ? node.right : node.left;
    sum(small);
    for (int slot = 0; slot < node.counts.length; slot++) {
      large.gradients[slot] = node.gradients[slot] - small.gradients[slot];
      large.weights[slot] = node.weights[slot] - small.weights[slot];
      large.counts[slot] = node.counts[slot] - small.counts[slot];
    }
    findSplit(node.left);
    findSplit(node.right);
  }

  private void findSplit(Node node) {
    double gradient = 0;
    double weight = 0;
    int count = node.to - node.from;
    for (int slot = 0; slot < stride; slot++) {
      gradient += node.gradients[slot];
      weight += node.weights[slot];
    }
    if (count < 2 * leastRows || weight <= 0) {
      return;
    }
    double whole = gradient * gradient / weight;
    node.gain = LEAST_GAIN * weight;
    for (int f = 0; f < features.length; f++) {
      int base = f * stride;
      int bins = table.binCount(features[f]);
      boolean someMissing = node.counts[base] > 0;
      for (int side = 0; side < (someMissing ? 2 : 1); side++) {
        double leftGradient = side == 0 ? 0 : node.gradients[base];
        double leftWeight = side == 0 ? 0 : node.weights[base];
        int leftCount = side == 0 ? 0 : node.counts[base];
        for (int bin = 1; bin < bins - 1; bin++) {
          leftGradient += node.gradients[base + bin];
          leftWeight += node.weights[base + bin];
          leftCount += node.counts[base + bin];
          double rightWeight = weight - leftWeight;
          if (leftCount < leastRows || count - leftCount < leastRows) {
            continue;
          }
          if (leftWeight <= 0 || rightWeight <= 0) {
            continue;
          }
          double rightGradient = gradient - leftGradient;
          double gain =
              leftGradient * leftGradient / leftWeight
                  + rightGradient * rightGradient / rightWeight
                  - whole;
          if (gain > node.gain) {
            node.gain = gain;
            node.feature = f;
            node.bin = bin;
            node.missingLeft = side == 1;
          }
        }
      }
    }
  }
}
