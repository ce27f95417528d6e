package io.watershed.core.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeriesRulesTest {

  private static final long QUARTER = Duration.ofMinutes(15).toMillis();

  @Test
  void believesAFloodThatRisesFast() {
    double[] levels = {1.0, 1.1, 1.6, 2.4, 3.1, 3.5, 3.6, 3.6, 3.5};
    assertThat(quarterHours(levels)).allMatch(Set::isEmpty);
  }

  @Test
  void flagsASpikeAndBelievesItsNeighbours() {
    assertThat(quarterHours(1.0, 1.0, 1.6, 1.02, 1.03))
        .containsExactly(Set.of(), Set.of(), Set.of(ObservationFlag.SPIKE), Set.of(), Set.of());
  }

  @Test
  void doesNotTakeTheCrestOfAFloodForASpike() {
    assertThat(quarterHours(1.0, 1.5, 2.1, 1.7, 1.3)).allMatch(Set::isEmpty);
  }

  @Test
  void flagsAJumpUntilItMayBeTrue() {
    // 5 m up: 0.8 m at once and 3 m an hour make it believable after 1.4 h, six quarters.
    double[] levels = {1, 1, 6, 6, 6, 6, 6, 6, 6};
    List<Set<ObservationFlag>> flags = quarterHours(levels);
    assertThat(flags.subList(2, 7)).allMatch(Set.of(ObservationFlag.RATE_OF_CHANGE)::equals);
    assertThat(flags.subList(7, 9)).allMatch(Set::isEmpty);
  }

  @Test
  void whatFollowsAJumpBackIsBelieved() {
    assertThat(quarterHours(1, 1, 9, 9, 1, 1))
        .containsExactly(
            Set.of(),
            Set.of(),
            Set.of(ObservationFlag.RATE_OF_CHANGE),
            Set.of(ObservationFlag.RATE_OF_CHANGE),
            Set.of(),
            Set.of());
  }

  @Test
  void aSpikeAtTheBeginningIsNotTheMeasureOfTheRest() {
    assertThat(quarterHours(9, 1, 1, 1))
        .containsExactly(Set.of(ObservationFlag.SPIKE), Set.of(), Set.of(), Set.of());
  }

  @Test
  void flagsWhatStandsStillForTooLong() {
    double[] levels = new double[200];
    Arrays.fill(levels, 2.345);
    List<Set<ObservationFlag>> flags = quarterHours(levels);
    assertThat(flags.subList(0, 192)).allMatch(Set::isEmpty);
    assertThat(flags.subList(192, 200)).allMatch(Set.of(ObservationFlag.FLAT_LINE)::equals);
  }

  @Test
  void windMayBeCalmForEver() {
    double[] calm = new double[500];
    assertThat(SeriesRules.check(Element.WIND_SPEED, times(500), calm)).allMatch(Set::isEmpty);
  }

  @Test
  void flagsTheFirstValueAfterASilence() {
    long[] times = {0, QUARTER, 14 * QUARTER, 15 * QUARTER};
    assertThat(SeriesRules.check(Element.WATER_LEVEL, times, new double[] {1, 1, 1, 1}))
        .containsExactly(Set.of(), Set.of(), Set.of(ObservationFlag.GAP), Set.of());
  }

  @Test
  void levelsBelowTheDatumAndAltitudesAreLevels() {
    assertThat(quarterHours(-0.50, -0.48, -0.52, -0.5)).allMatch(Set::isEmpty);
    assertThat(quarterHours(240.10, 240.12, 240.15, 240.14)).allMatch(Set::isEmpty);
  }

  private static List<Set<ObservationFlag>> quarterHours(double... levels) {
    return SeriesRules.check(Element.WATER_LEVEL, times(levels.length), levels);
  }

  private static long[] times(int count) {
    long[] times = new long[count];
    Arrays.setAll(times, index -> index * QUARTER);
    return times;
  }
}
