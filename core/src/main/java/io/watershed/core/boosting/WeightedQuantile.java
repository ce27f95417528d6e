package io.watershed.core.boosting;

/** A weighted quantile, by selection rather than sorting. */
final class WeightedQuantile {

  private WeightedQuantile() {}

  /**
   * The least value at which at least a share of the weight lies at or below it.
   *
   * @param values the values, which are reordered
   * @param weights their weights, none negative, which are reordered alike
   * @param count how many of the first entries count, at least 1
   * @param share above 0 and below 1; one half gives the median
   */
  static double of(double[] values, double[] weights, int count, double share) {
    double wanted = 0;
    for (int i = 0; i < count; i++) {
      wanted += weights[i];
    }
    wanted *= share;
    int from = 0;
    int to = count;
    while (to - from > 1) {
      double pivot = middle(values[from], values[(from + to) >>> 1], values[to - 1]);
      int below = from;
      int above = to;
      double belowWeight = 0;
      double sameWeight = 0;
      for (int i = from; i < above; ) {
        if (values[i] < pivot) {
          belowWeight += weights[i];
          swap(values, weights, i++, below++);
        } else if (values[i] > pivot) {
          swap(values, weights, i, --above);
        } else {
          sameWeight += weights[i++];
        }
      }
      if (belowWeight >= wanted && below > from) {
        to = below;
      } else if (belowWeight + sameWeight >= wanted || above == to) {
        return pivot;
      } else {
        wanted -= belowWeight + sameWeight;
        from = above;
      }
    }
    return values[from];
  }

  private static double middle(double a, double b, double c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }

  private static void swap(double[] values, double[] weights, int i, int j) {
    double value = values[i];
    values[i] = values[j];
    values[j] = value;
    double weight = weights[i];
    weights[i] = weights[j];
    weights[j] = weight;
  }
}
