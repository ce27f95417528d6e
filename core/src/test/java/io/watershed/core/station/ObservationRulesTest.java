package io.watershed.core.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ObservationRulesTest {

  private final ObservationRules rules = new ObservationRules(50);

  @Test
  void believesWhatCanBe() {
    assertThat(
            check(
                Map.of(Element.AIR_TEMP, 12.0, Element.DEW_POINT, 12.4, Element.WATER_LEVEL, -0.35),
                Map.of(Element.AIR_TEMP, 50)))
        .isEmpty();
  }

  @Test
  void flagsWhatNoSensorCanShow() {
    assertThat(check(Map.of(Element.AIR_TEMP, 61.0, Element.REL_HUM, 50.0), Map.of()))
        .isEqualTo(Map.of(Element.AIR_TEMP, Set.of(ObservationFlag.GROSS_RANGE)));
  }

  @Test
  void flagsWhatItsSourceDoubts() {
    assertThat(check(Map.of(Element.AIR_TEMP, 12.0), Map.of(Element.AIR_TEMP, 49)))
        .isEqualTo(Map.of(Element.AIR_TEMP, Set.of(ObservationFlag.SOURCE_DOUBT)));
  }

  @Test
  void flagsWhatContradictsAnotherValue() {
    assertThat(
            check(
                Map.of(
                    Element.AIR_TEMP,
                    12.0,
                    Element.DEW_POINT,
                    13.5,
                    Element.WIND_SPEED,
                    30.0,
                    Element.WIND_GUST,
                    20.0),
                Map.of()))
        .isEqualTo(
            Map.of(
                Element.DEW_POINT, Set.of(ObservationFlag.INCONSISTENT),
                Element.WIND_GUST, Set.of(ObservationFlag.INCONSISTENT)));
  }

  private Map<Element, Set<ObservationFlag>> check(
      Map<Element, Double> values, Map<Element, Integer> quality) {
    return rules.check(
        new Observation(
            Station.of("A", StationKind.WEATHER, ZoneOffset.UTC),
            "test",
            0,
            values,
            quality,
            null));
  }
}
