package io.watershed.core.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckedObservationTest {

  @Test
  void laterMessageBringsOnlyWhatIsNotKnown() {
    CheckedObservation first = Observations.level("10:00", 2);
    CheckedObservation later =
        Observations.at(
            "10:00",
            Map.of(Element.WATER_LEVEL, 9.0, Element.DISCHARGE, 500_000.0),
            Map.of(
                Element.WATER_LEVEL, Set.of(ObservationFlag.SOURCE_DOUBT),
                Element.DISCHARGE, Set.of(ObservationFlag.GROSS_RANGE)));
    CheckedObservation merged = first.merge(later);
    assertThat(merged.observation().values())
        .isEqualTo(Map.of(Element.WATER_LEVEL, 2.0, Element.DISCHARGE, 500_000.0));
    assertThat(merged.flags())
        .isEqualTo(Map.of(Element.DISCHARGE, Set.of(ObservationFlag.GROSS_RANGE)));
    assertThat(merged.merge(later)).as("a duplicate").isSameAs(merged);
  }

  @Test
  void flagsSurviveTheWayThroughATable() {
    Map<Element, Set<ObservationFlag>> flags =
        Map.of(
            Element.AIR_TEMP, Set.of(ObservationFlag.SPIKE, ObservationFlag.SOURCE_DOUBT),
            Element.SNOW_DEPTH, Set.of(ObservationFlag.GAP));
    CheckedObservation checked =
        Observations.at("10:00", Map.of(Element.AIR_TEMP, 1.0, Element.SNOW_DEPTH, 2.0), flags);
    assertThat(checked.flagNames())
        .containsExactly("air_temp:SOURCE_DOUBT", "air_temp:SPIKE", "snow_depth:GAP");
    assertThat(CheckedObservation.flagsOf(checked.flagNames())).isEqualTo(flags);
    assertThatThrownBy(() -> CheckedObservation.flagsOf(List.of("SPIKE")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no flag of an element: SPIKE");
  }

  @Test
  void onlyBelievedValuesAreDerivedFrom() {
    Map<Element, Double> values = Map.of(Element.AIR_TEMP, -5.0, Element.WIND_SPEED, 30.0);
    assertThat(Observations.at("10:00", values).derived().windChill()).isBetween(-13.0, -12.99);
    CheckedObservation doubtful =
        Observations.at(
            "10:00", values, Map.of(Element.WIND_SPEED, Set.of(ObservationFlag.SOURCE_DOUBT)));
    assertThat(doubtful.derived().windChill()).isNaN();
    assertThat(doubtful.derived().feelsLike()).isEqualTo(-5);
  }
}
