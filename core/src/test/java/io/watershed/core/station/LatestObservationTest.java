package io.watershed.core.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatestObservationTest {

  @Test
  void eachElementHasItsNewestBelievedValue() {
    LatestObservation latest =
        LatestObservation.of(
                List.of(
                    Observations.at(
                        "09:00", Map.of(Element.AIR_TEMP, -10.0, Element.REL_HUM, 80.0)),
                    Observations.at(
                        "10:00", Map.of(Element.AIR_TEMP, -5.0, Element.WIND_SPEED, 30.0)),
                    Observations.level("10:15", 2),
                    Observations.doubtful("10:30", 99)))
            .orElseThrow();
    assertThat(latest.newest().flagNames()).containsExactly("water_level:SOURCE_DOUBT");
    assertThat(latest.values())
        .isEqualTo(
            Map.of(
                Element.AIR_TEMP, -5.0,
                Element.REL_HUM, 80.0,
                Element.WIND_SPEED, 30.0,
                Element.WATER_LEVEL, 2.0));
    // Of one instant: the humidity of another one says nothing of it.
    assertThat(latest.derived().feelsLike())
        .isEqualTo(latest.derived().windChill())
        .isLessThan(-12);
  }

  @Test
  void changesAreFromTheBelievedLevelNearestToTheStart() {
    List<CheckedObservation> levels = new ArrayList<>();
    levels.add(Observations.level("04:20", 1));
    levels.add(Observations.level("10:30", 2));
    levels.add(Observations.level("10:40", 2.5));
    levels.add(Observations.doubtful("10:45", 99));
    levels.add(Observations.level("11:45", 3));
    LatestObservation latest = LatestObservation.of(levels).orElseThrow();
    assertThat(latest.levelChanges().oneHour()).isEqualTo(0.5);
    assertThat(latest.levelChanges().sixHours()).as("85 minutes away").isNaN();
    assertThat(latest.levelChanges().day()).isNaN();
    levels.add(0, Observations.level("00:00", 1));
    levels.set(1, Observations.level("06:15", 1.2));
    assertThat(LatestObservation.of(levels).orElseThrow().levelChanges().sixHours())
        .isCloseTo(1.8, within(1e-9));
  }

  @Test
  void nothingHasNoNewest() {
    assertThat(LatestObservation.of(List.of())).isEmpty();
  }
}
