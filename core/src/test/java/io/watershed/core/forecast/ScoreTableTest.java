package io.watershed.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoreTableTest {

  /** 399 scores from 1 to 399: with one more to come, the q-quantile is 400 q. */
  private final ScoreTable table =
      ScoreTable.of(IntStream.rangeClosed(1, 399).asDoubleStream().toArray(), 399);

  @Test
  void quantilesAreThoseOfOneMoreScore() {
    assertThat(table.quantile(0.5)).isCloseTo(200, within(1e-9));
    assertThat(table.quantile(0.025)).isCloseTo(10, within(1e-9));
    assertThat(table.quantile(0.975)).isCloseTo(390, within(1e-9));
  }

  @Test
  void sharesAboveAreTheInverse() {
    assertThat(table.shareAbove(200)).isCloseTo(0.5, within(1e-9));
    assertThat(table.shareAbove(390)).isCloseTo(0.025, within(1e-9));
    assertThat(table.shareAbove(10.5)).isCloseTo(1 - 10.5 / 400, within(1e-9));
  }

  @Test
  void nothingIsCertain() {
    assertThat(table.shareAbove(1e9)).isPositive().isLessThan(0.001);
    assertThat(table.shareAbove(-1e9)).isLessThan(1).isGreaterThan(0.999);
  }

  @Test
  void scoresThatAreAllTheSameHaveNoWidth() {
    ScoreTable same = ScoreTable.of(new double[] {2, 2, 2}, 3);

    assertThat(same.quantile(0.975) - same.quantile(0.025)).isZero();
    assertThat(same.shareAbove(2.1)).isLessThan(0.001);
    assertThat(same.shareAbove(1.9)).isGreaterThan(0.999);
  }
}
