package io.watershed.core.forecast;

import static io.watershed.core.forecast.TestGauges.FIRST_HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GaugeStateTest {

  @Test
  void theScaleStartsFromThePriorAndFollowsTheMeanChange() {
    // One change of 1 m over 6 hours, seen once: (0.05 * 24 + 1) / (24 + 1).
    double[] levels = {0, 0, 0, 0, 0, 0, 1};

    GaugeState state = GaugeState.at(TestGauges.gauge("A", levels), FIRST_HOUR + 6);

    assertThat(state.scale).isCloseTo(2.2 / 25, within(1e-12));
  }

  @Test
  void aQuietGaugeHasTheLeastScaleInTheEnd() {
    double[] levels = new double[241];

    GaugeState state = GaugeState.at(TestGauges.gauge("A", levels), FIRST_HOUR + 240);

    // The weights 0.5^(lag/72) of 235 lags sum to 93.5: 1.2 / (24 + 93.5) = 0.0102.
    assertThat(state.scale).isCloseTo(0.0102, within(1e-4));
  }

  @Test
  void changesAreDividedByTheScale() {
    double[] levels = IntStream.range(0, 100).mapToDouble(i -> 0.01 * i).toArray();

    GaugeState state = GaugeState.at(TestGauges.gauge("A", levels), FIRST_HOUR + 99);

    assertThat(state.own[0]).isCloseTo((float) (0.01 / state.scale), within(1e-5f));
    assertThat(state.own[3]).isCloseTo((float) (0.06 / state.scale), within(1e-5f));
    assertThat(state.own[7]).isCloseTo((float) (0.24 / state.scale), within(1e-4f));
    // A steady rise has no second difference; the low of 24 hours is 23 hours back.
    assertThat(state.own[9]).isCloseTo(0, within(1e-5f));
    assertThat(state.own[12]).isCloseTo((float) (0.23 / state.scale), within(1e-4f));
    assertThat(state.own[13]).isZero();
  }

  @Test
  void theUnitAndTheDatumDoNotMatterOnceTheGaugeMovesEnough() {
    double[] levels = IntStream.range(0, 300).mapToDouble(i -> 5 * Math.sin(i / 9.0)).toArray();
    double[] moved = Arrays.stream(levels).map(level -> 240 + level).toArray();

    GaugeState state = GaugeState.at(TestGauges.gauge("A", levels), FIRST_HOUR + 299);
    GaugeState other = GaugeState.at(TestGauges.gauge("A", moved), FIRST_HOUR + 299);

    for (int f = 0; f < GaugeState.OWN; f++) {
      assertThat(other.own[f]).isCloseTo(state.own[f], within(1e-4f));
    }
  }

  @Test
  void aShortGapIsFilledAndALongOneIsNot() {
    GaugeSeries series =
        TestGauges.gauge("A", 1, 2, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    assertThat(GaugeState.at(series, FIRST_HOUR + 4).base).isEqualTo(2);
    assertThat(GaugeState.at(series, FIRST_HOUR + 5)).isNull();
  }

  @Test
  void aGaugeIsKnownAfterThreeDaysAndNotOnTheFirst() {
    double[] levels = new double[200];

    assertThat(GaugeState.at(TestGauges.gauge("A", levels), FIRST_HOUR + 10).acquaintance())
        .isZero();
    assertThat(GaugeState.at(TestGauges.gauge("A", levels), FIRST_HOUR + 47).acquaintance())
        .isCloseTo(0.5, within(1e-12));
    assertThat(GaugeState.at(TestGauges.gauge("A", levels), FIRST_HOUR + 150).acquaintance())
        .isEqualTo(1);
  }

  @Test
  void aStuckGaugeIsFlat() {
    double[] levels = new double[100];
    double[] once = levels.clone();
    once[90] = 0.01;

    assertThat(GaugeState.at(TestGauges.gauge("A", levels), FIRST_HOUR + 99).flat()).isTrue();
    assertThat(GaugeState.at(TestGauges.gauge("A", once), FIRST_HOUR + 99).flat()).isFalse();
  }
}
