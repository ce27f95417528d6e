package io.watershed.core.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StationSeriesTest {

  @Test
  void neighboursJudgeEachElementByItself() {
    List<CheckedObservation> judged =
        StationSeries.judge(
            List.of(
                Observations.at("10:00", Map.of(Element.WATER_LEVEL, 2.0, Element.DISCHARGE, 9.0)),
                Observations.at(
                    "10:15", Map.of(Element.WATER_LEVEL, 2.9, Element.DISCHARGE, 900.0)),
                Observations.at("10:30", Map.of(Element.DISCHARGE, 9.0)),
                Observations.at("10:45", Map.of(Element.WATER_LEVEL, 2.0))));
    assertThat(judged)
        .extracting(CheckedObservation::flags)
        .containsExactly(
            Map.of(),
            Map.of(Element.WATER_LEVEL, Set.of(ObservationFlag.SPIKE)),
            Map.of(),
            Map.of());
  }

  @Test
  void valuesThatAreDoubtedAlreadyJudgeNobody() {
    List<CheckedObservation> judged =
        StationSeries.judge(
            List.of(
                Observations.level("10:00", 2),
                Observations.doubtful("10:15", 99),
                Observations.level("10:30", 2.1)));
    assertThat(judged)
        .extracting(CheckedObservation::flagNames)
        .containsExactly(List.of(), List.of("water_level:SOURCE_DOUBT"), List.of());
  }

  @Test
  void flagsOfBothKindsStandTogether() {
    List<CheckedObservation> judged =
        StationSeries.judge(
            List.of(
                Observations.level("01:00", 2),
                Observations.at(
                    "10:00",
                    Map.of(Element.WATER_LEVEL, 2.0, Element.DISCHARGE, -1e9),
                    Map.of(Element.DISCHARGE, Set.of(ObservationFlag.GROSS_RANGE)))));
    assertThat(judged.get(1).flagNames())
        .containsExactly("water_level:GAP", "discharge:GROSS_RANGE");
  }

  @Test
  void nothingIsJudgedAsNothing() {
    assertThat(StationSeries.judge(List.of())).isEmpty();
  }
}
