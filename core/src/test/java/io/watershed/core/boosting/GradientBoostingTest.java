package io.watershed.core.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.watershed.core.boosting.GradientBoosting.Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GradientBoostingTest {

  private static final Settings PLAIN = new Settings(200, 0.1, 7, 5, 1, 1, 0.5, 1);

  @Test
  void learnsAStepAndAnInteraction() {
    Sample sample = new Sample(2_000, 3, (row, random) -> row[0] > 0.5 && row[1] > 0.5 ? 3 : 1);

    TreeEnsemble ensemble = sample.fit(PLAIN);

    assertThat(ensemble.predict(new float[] {0.9f, 0.9f, 0.1f})).isCloseTo(3, within(0.05));
    assertThat(ensemble.predict(new float[] {0.9f, 0.1f, 0.9f})).isCloseTo(1, within(0.05));
    assertThat(ensemble.predict(new float[] {0.1f, 0.9f, 0.5f})).isCloseTo(1, within(0.05));
  }

  @Test
  void fitsTheMedianNotTheMean() {
    // One value in ten is a hundred: the mean is 10.9, the median 1.
    Sample sample = new Sample(1_000, 1, (row, random) -> random.nextInt(10) == 0 ? 100 : 1);

    assertThat(sample.fit(PLAIN).predict(new float[] {0.5f})).isCloseTo(1, within(1e-6));
  }

  @Test
  void fitsAnotherQuantile() {
    Sample sample = new Sample(20_000, 1, (row, random) -> random.nextDouble());
    Settings upper = new Settings(50, 0.1, 3, 200, 1, 1, 0.9, 1);

    assertThat(sample.fit(upper).predict(new float[] {0.5f})).isCloseTo(0.9, within(0.04));
  }

  @Test
  void sendsMissingValuesWhereTheyBelong() {
    float[] column = new float[600];
    double[] targets = new double[600];
    for (int r = 0; r < 600; r++) {
      column[r] = r % 3 == 0 ? Float.NaN : r % 3;
      targets[r] = r % 3 == 0 ? 5 : r % 3;
    }
    FeatureTable table = FeatureTable.of(new float[][] {column});
    double[] weights = new double[600];
    Arrays.fill(weights, 1);

    TreeEnsemble ensemble =
        GradientBoosting.fit(table, targets, weights, IntStream.range(0, 600).toArray(), PLAIN);

    assertThat(ensemble.predict(new float[] {Float.NaN})).isCloseTo(5, within(1e-3));
    assertThat(ensemble.predict(new float[] {1})).isCloseTo(1, within(1e-3));
    assertThat(ensemble.predict(new float[] {2})).isCloseTo(2, within(1e-3));
  }

  @Test
  void aRowThatWeighsNothingTeachesNothing() {
    Sample sample = new Sample(1_000, 1, (row, random) -> row[0] < 0.5 ? 1 : 2);
    for (int r = 0; r < 1_000; r++) {
      if (sample.targets[r] == 2) {
        sample.weights[r] = 0;
      }
    }

    assertThat(sample.fit(PLAIN).predict(new float[] {0.9f})).isCloseTo(1, within(1e-6));
  }

  @Test
  void looksAtNoRowThatItIsNotGiven() {
    Sample sample = new Sample(1_000, 2, (row, random) -> row[0]);
    Settings sampled = new Settings(50, 0.1, 7, 5, 0.5, 0.5, 0.5, 7);
    int[] half = IntStream.range(0, 500).toArray();
    TreeEnsemble before =
        GradientBoosting.fit(sample.table, sample.targets, sample.weights, half, sampled);
    for (int r = 500; r < 1_000; r++) {
      sample.targets[r] = 1_000;
    }

    TreeEnsemble after =
        GradientBoosting.fit(sample.table, sample.targets, sample.weights, half, sampled);

    for (float x = 0; x < 1; x += 0.05f) {
      assertThat(after.predict(new float[] {x, 0.5f}))
          .isEqualTo(before.predict(new float[] {x, 0.5f}));
    }
  }

  @Test
  void theSameSeedGivesTheSameTreesAndIsStoredWhole() throws IOException {
    Sample sample = new Sample(800, 4, (row, random) -> row[0] + row[1] * row[2]);
    Settings sampled = new Settings(30, 0.1, 5, 10, 0.6, 0.5, 0.5, 42);

    TreeEnsemble one = sample.fit(sampled);
    TreeEnsemble other = sample.fit(sampled);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    one.write(new DataOutputStream(bytes));
    TreeEnsemble read =
        TreeEnsemble.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

    assertThat(one.trees()).isEqualTo(30);
    Random random = new Random(5);
    for (int i = 0; i < 100; i++) {
      float[] row = {
        random.nextFloat(), random.nextFloat(), random.nextFloat(), i % 7 == 0 ? Float.NaN : 0
      };
      assertThat(other.predict(row)).isEqualTo(one.predict(row));
      assertThat(read.predict(row)).isEqualTo(one.predict(row));
    }
  }

  @Test
  void ofNoRowsItIsNothing() {
    FeatureTable table = FeatureTable.of(new float[][] {{1, 2}});

    TreeEnsemble ensemble =
        GradientBoosting.fit(table, new double[2], new double[2], new int[0], PLAIN);

    assertThat(ensemble.predict(new float[] {1})).isZero();
  }

  @Test
  void refusesSettingsThatCannotBe() {
    assertThatThrownBy(() -> new Settings(1, 0.1, 1, 1, 1, 1, 0.5, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leaves 2 or more");
    assertThatThrownBy(() -> new Settings(1, 0.1, 2, 1, 1, 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("quantile must be above 0 and below 1, not 1.0");
    assertThatThrownBy(() -> new Settings(1, 0.1, 2, 1, 0, 1, 0.5, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shares above 0");
  }

  private interface Target {
    double of(float[] row, Random random);
  }

  private static final class Sample {
    private final FeatureTable table;
    private final double[] targets;
    private final double[] weights;

    private Sample(int rows, int features, Target target) {
      Random random = new Random(1);
      float[][] columns = new float[features][rows];
      targets = new double[rows];
      weights = new double[rows];
      Arrays.fill(weights, 1);
      for (int r = 0; r < rows; r++) {
        float[] row = new float[features];
        for (int f = 0; f < features; f++) {
          row[f] = random.nextFloat();
          columns[f][r] = row[f];
        }
        targets[r] = target.of(row, random);
      }
      table = FeatureTable.of(columns);
    }

    private TreeEnsemble fit(Settings settings) {
      return GradientBoosting.fit(
          table, targets, weights, IntStream.range(0, targets.length).toArray(), settings);
    }
  }
}
