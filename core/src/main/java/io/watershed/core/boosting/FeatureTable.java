package io.watershed.core.boosting;

import java.util.Arrays;

/**
 * Columns of features, each cut into at most {@value #MOST_BINS} bins of equal count, which is all
 * that fitting looks at. Bin 0 holds what is missing ({@code NaN}).
 *
 * <p>Tables of the same rows share columns: {@link #beside} copies none.
 */
public final class FeatureTable {

  static final int MOST_BINS = 63;

  private final int rows;
  private final byte[][] bins;
  private final float[][] cuts;

  private FeatureTable(int rows, byte[][] bins, float[][] cuts) {
    this.rows = rows;
    this.bins = bins;
    this.cuts = cuts;
  }

  /**
   * Bins columns.
   *
   * @param columns one array per feature, all of the same length
   */
  public static FeatureTable of(float[][] columns) {
    int rows = columns.length == 0 ? 0 : columns[0].length;
    byte[][] bins = new byte[columns.length][];
    float[][] cuts = new float[columns.length][];
    for (int c = 0; c < columns.length; c++) {
      if (columns[c].length != rows) {
        throw new IllegalArgumentException(
            "column " + c + " has " + columns[c].length + " rows, the first has " + rows);
      }
      cuts[c] = cutsOf(columns[c]);
      bins[c] = new byte[rows];
      for (int r = 0; r < rows; r++) {
        bins[c][r] = (byte) binOf(columns[c][r], cuts[c]);
      }
    }
    return new FeatureTable(rows, bins, cuts);
  }

  /** This table's columns followed by another's; both have the same rows. */
  public FeatureTable beside(FeatureTable other) {
    if (other.rows != rows) {
      throw new IllegalArgumentException(
          "a table of " + other.rows + " rows does not fit beside one of " + rows);
    }
    byte[][] allBins = Arrays.copyOf(bins, bins.length + other.bins.length);
    float[][] allCuts = Arrays.copyOf(cuts, cuts.length + other.cuts.length);
    System.arraycopy(other.bins, 0, allBins, bins.length, other.bins.length);
    System.arraycopy(other.cuts, 0, allCuts, cuts.length, other.cuts.length);
    return new FeatureTable(rows, allBins, allCuts);
  }

  /** How many rows there are. */
  public int rows() {
    return rows;
  }

  /** How many columns there are. */
  public int columns() {
    return bins.length;
  }

  byte[] bins(int column) {
    return bins[column];
  }

  /** The number of bins of a column, bin 0 included. */
  int binCount(int column) {
    return cuts[column].length + 2;
  }

  /**
   * The largest value that falls into a bin from 1 on; a split after the bin has this threshold.
   */
  float upperEdge(int column, int bin) {
    return cuts[column][bin - 1];
  }

  private static int binOf(float value, float[] cuts) {
    if (Float.isNaN(value)) {
      return 0;
    }
    int found = Arrays.binarySearch(cuts, value + 0f);
    return 1 + (found >= 0 ? found : -found - 1);
  }

  private static float[] cutsOf(float[] column) {
    float[] sorted = new float[column.length];
    int known = 0;
    for (float value : column) {
      if (!Float.isNaN(value)) {
        // Adding 0 turns -0 into 0, which searching would otherwise tell apart and predicting not.
        sorted[known++] = value + 0f;
      }
    }
    Arrays.sort(sorted, 0, known);
    float[] cuts = new float[MOST_BINS - 1];
    int count = 0;
    for (int b = 1; b < MOST_BINS && known > 0; b++) {
      float cut = sorted[(int) ((long) b * known / MOST_BINS)];
      if (cut < sorted[known - 1] && (count == 0 || cut > cuts[count - 1])) {
        cuts[count++] = cut;
      }
    }
    return Arrays.copyOf(cuts, count);
  }
}
