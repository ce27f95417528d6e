package io.watershed.core.forecast;

import static io.watershed.core.forecast.TestGauges.FIRST_HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OwnCandidatesTest {

  @Test
  void aTrendIsDamped() {
    // 0.1 m per hour: 0.085 after one hour, 0.085 + 0.07225 after two, 0.1 * 0.85 / 0.15 at last.
    GaugeState state = at(0, 0.1, 0.2, 0.3);

    double[] changes = OwnCandidates.dampedTrend(state);

    assertThat(changes[0]).isCloseTo(0.085, within(1e-12));
    assertThat(changes[1]).isCloseTo(0.15725, within(1e-12));
    assertThat(changes[23]).isCloseTo(0.1 * 0.85 / 0.15 * (1 - Math.pow(0.85, 24)), within(1e-12));
  }

  @Test
  void withoutALevelThreeHoursAgoThereIsNoTrend() {
    assertThat(OwnCandidates.dampedTrend(at(1, 2))).containsOnly(0);
  }

  @Test
  void aFallingLevelDrainsTowardsItsLow() {
    // The low is 0; the height above it falls by 5 % each hour.
    double[] levels = new double[41];
    for (int hour = 1; hour < levels.length; hour++) {
      levels[hour] = 2 * Math.pow(0.95, hour);
    }

    double[] changes = OwnCandidates.recession(at(levels));

    double base = levels[40];
    assertThat(changes[0]).isCloseTo(base * (0.95 - 1), within(1e-12));
    assertThat(changes[11]).isCloseTo(base * (Math.pow(0.95, 12) - 1), within(1e-12));
  }

  @Test
  void aRisingLevelHasNoRecession() {
    double[] levels = IntStream.range(0, 40).mapToDouble(i -> i).toArray();

    assertThat(OwnCandidates.recession(at(levels))).containsOnly(0);
  }

  @Test
  void aTideGoesOn() {
    double[] levels =
        IntStream.range(0, 300)
            .mapToDouble(i -> 3 + 1.5 * Math.cos(2 * Math.PI * i / 12.4206))
            .toArray();
    double[] expected =
        IntStream.rangeClosed(1, 24)
            .mapToDouble(
                lead ->
                    1.5 * Math.cos(2 * Math.PI * (275 + lead) / 12.4206)
                        - 1.5 * Math.cos(2 * Math.PI * 275 / 12.4206))
            .toArray();

    double[] changes =
        Harmonics.changes(GaugeState.at(TestGauges.gauge("T", levels), FIRST_HOUR + 275));

    for (int lead = 0; lead < 24; lead++) {
      assertThat(changes[lead]).isCloseTo(expected[lead], within(0.2));
    }
  }

  @Test
  void aSteadyRiseIsNoTide() {
    double[] levels = IntStream.range(0, 300).mapToDouble(i -> 0.01 * i).toArray();

    double[] changes =
        Harmonics.changes(GaugeState.at(TestGauges.gauge("T", levels), FIRST_HOUR + 299));

    for (double change : changes) {
      assertThat(change).isCloseTo(0, within(0.01));
    }
  }

  @Test
  void fewerThanFiveDaysTellNoTide() {
    assertThat(Harmonics.changes(at(new double[100]))).containsOnly(0);
  }

  private static GaugeState at(double... levels) {
    return GaugeState.at(TestGauges.gauge("A", levels), FIRST_HOUR + levels.length - 1);
  }
}
