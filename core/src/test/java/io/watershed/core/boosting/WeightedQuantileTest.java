package io.watershed.core.boosting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeightedQuantileTest {

  @Test
  void medianOfEvenWeights() {
    assertThat(quantile(0.5, new double[] {5, 1, 3}, new double[] {1, 1, 1})).isEqualTo(3);
    assertThat(quantile(0.5, new double[] {4, 1, 3, 2}, new double[] {1, 1, 1, 1})).isEqualTo(2);
    assertThat(quantile(0.5, new double[] {7}, new double[] {1})).isEqualTo(7);
  }

  @Test
  void aHeavyValueIsTheMedian() {
    assertThat(quantile(0.5, new double[] {1, 2, 3, 9}, new double[] {1, 1, 1, 4})).isEqualTo(9);
  }

  @Test
  void agreesWithSorting() {
    Random random = new Random(3);
    for (int trial = 0; trial < 300; trial++) {
      int count = 1 + random.nextInt(40);
      double[] values = random.ints(count, 0, 12).asDoubleStream().toArray();
      double[] weights = random.ints(count, 0, 4).asDoubleStream().toArray();
      weights[0] = 1;
      double share = (1 + random.nextInt(9)) / 10.0;

      double expected = bySorting(share, values, weights);

      assertThat(quantile(share, values, weights)).isEqualTo(expected);
    }
  }

  private static double quantile(double share, double[] values, double[] weights) {
    return WeightedQuantile.of(values.clone(), weights.clone(), values.length, share);
  }

  private static double bySorting(double share, double[] values, double[] weights) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double wanted = share * Arrays.stream(weights).sum();
    double sum = 0;
    for (int i : order) {
      sum += weights[i];
      if (sum >= wanted - 1e-12) {
        return values[i];
      }
    }
    return values[order[order.length - 1]];
  }
}
