package io.watershed.core.boosting;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;

/**
 * A sum of regression trees and a constant. Immutable; safe for several threads.
 *
 * <p>A row goes left where its feature is at most the threshold, right where it is above, and where
 * it is missing to the side that fitting chose.
 */
public final class TreeEnsemble implements Serializable {

  private static final long serialVersionUID = 1;

  private static final int LEAF = -1;

  private final double constant;
  private final int[] roots;

  /** The feature of a node, or {@link #LEAF}. */
  private final int[] features;

  /** The threshold of a node, or the value of a leaf. */
  private final float[] numbers;

  /** The left child; the right child is the one after it. */
  private final int[] children;

  private final boolean[] missingLeft;

  private TreeEnsemble(
      double constant,
      int[] roots,
      int[] features,
      float[] numbers,
      int[] children,
      boolean[] missingLeft) {
    this.constant = constant;
    this.roots = roots;
    this.features = features;
    this.numbers = numbers;
    this.children = children;
    this.missingLeft = missingLeft;
  }

  /** An ensemble without trees, which answers with the constant. */
  public static TreeEnsemble constant(double value) {
    return new Builder(value).build();
  }

  /** How many trees there are. */
  public int trees() {
    return roots.length;
  }

  /** The prediction for a row of features. */
  public double predict(float[] row) {
    double sum = constant;
    for (int node : roots) {
      while (features[node] != LEAF) {
        float value = row[features[node]];
        boolean left = Float.isNaN(value) ? missingLeft[node] : value <= numbers[node];
        node = left ? children[node] : children[node] + 1;
      }
      sum += numbers[node];
    }
    return sum;
  }

  /** The ensemble of the first trees alone. */
  public TreeEnsemble first(int trees) {
    return new TreeEnsemble(
        constant,
        Arrays.copyOf(roots, Math.min(trees, roots.length)),
        features,
        numbers,
        children,
        missingLeft);
  }

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    out.writeDouble(constant);
    out.writeInt(roots.length);
    for (int root : roots) {
      out.writeInt(root);
    }
    out.writeInt(features.length);
    for (int n = 0; n < features.length; n++) {
      out.writeShort(features[n]);
      out.writeFloat(numbers[n]);
      out.writeInt(children[n]);
      out.writeBoolean(missingLeft[n]);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static TreeEnsemble read(DataInput in) throws IOException {
    double constant = in.readDouble();
    int[] roots = new int[in.readInt()];
    for (int r = 0; r < roots.length; r++) {
      roots[r] = in.readInt();
    }
    int nodes = in.readInt();
    int[] features = new int[nodes];
    float[] numbers = new float[nodes];
    int[] children = new int[nodes];
    boolean[] missingLeft = new boolean[nodes];
    for (int n = 0; n < nodes; n++) {
      features[n] = in.readShort();
      numbers[n] = in.readFloat();
      children[n] = in.readInt();
      missingLeft[n] = in.readBoolean();
    }
    return new TreeEnsemble(constant, roots, features, numbers, children, missingLeft);
  }

  /** Grows an ensemble node by node. */
  static final class Builder {

    private final double constant;
    private int[] roots = new int[16];
    private int[] features = new int[64];
    private float[] numbers = new float[64];
    private int[] children = new int[64];
    private boolean[] missingLeft = new boolean[64];
    private int trees;
    private int nodes;

    Builder(double constant) {
      this.constant = constant;
    }

    /** Starts a tree and gives its root, a leaf of value 0. */
    int addTree() {
      if (trees == roots.length) {
        roots = Arrays.copyOf(roots, 2 * trees);
      }
      roots[trees++] = addLeaf();
      return roots[trees - 1];
    }

    /** Turns a leaf into a split and gives its left child; the right one is the next. */
    int split(int node, int feature, float threshold, boolean whereMissing) {
      int left = addLeaf();
      addLeaf();
      features[node] = feature;
      numbers[node] = threshold;
      missingLeft[node] = whereMissing;
      children[node] = left;
      return left;
    }

    void value(int leaf, double value) {
      numbers[leaf] = (float) value;
    }

    TreeEnsemble build() {
      return new TreeEnsemble(
          constant,
          Arrays.copyOf(roots, trees),
          Arrays.copyOf(features, nodes),
          Arrays.copyOf(numbers, nodes),
          Arrays.copyOf(children, nodes),
          Arrays.copyOf(missingLeft, nodes));
    }

    private int addLeaf() {
      if (nodes == features.length) {
        features = Arrays.copyOf(features, 2 * nodes);
        numbers = Arrays.copyOf(numbers, 2 * nodes);
        children = Arrays.copyOf(children, 2 * nodes);
        missingLeft = Arrays.copyOf(missingLeft, 2 * nodes);
      }
      features[nodes] = LEAF;
      return nodes++;
    }
  }
}
