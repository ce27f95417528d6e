package io.watershed.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.station.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProviderUnitTest {

  @ParameterizedTest
  @CsvSource({
    "air_temp, K, 273.15, 0",
    "air_temp, K, 288.44, 15.29",
    "air_temp, °F, 212, 100",
    "air_temp, °F, -40, -40",
    "air_temp, °C, -9.1, -9.1",
    "rel_hum, 1, 0.55, 55",
    "wind_speed, m/s, 1.54, 5.544",
    "wind_speed, m/s, 10, 36",
    "wind_speed, kt, 10, 18.52",
    "wind_speed, mph, 100, 160.9344",
    "wind_direction, 10°, 13, 130",
    "stn_pres, kPa, 99.95, 999.5",
    "stn_pres, kPa, 96.94, 969.4",
    "stn_pres, Pa, 101325, 1013.25",
    "mslp, inHg, 29.92, 1013.207888",
    "precip_1h, kg/m², 0.2, 0.2",
    "precip_1h, cm, 0.2, 2",
    "precip_1h, in, 1, 25.4",
    "snow_depth, mm, 120, 12",
    "snow_depth, m, 1.2, 120",
    "water_level, mm, 3537, 3.537",
    "water_level, mm, -12, -0.012",
    "water_level, cm, 350, 3.5",
    "water_level, ft, 10, 3.048",
    "discharge, L/s, 1500, 1.5",
    "discharge, cfs, 1000, 28.31684659"
  })
  void convertsToTheUnitOfTheElement(String name, String symbol, double value, double expected) {
    Element element = Element.ofWireName(name).orElseThrow();
    ProviderUnit unit = ProviderUnit.of(symbol, element).orElseThrow();
    assertThat(unit.convert(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(Element.class)
  void everyElementKnowsItsOwnUnit(Element element) {
    ProviderUnit own = ProviderUnit.of(element.unit(), element).orElseThrow();
    assertThat(own.convert(12.34)).isEqualTo(12.34);
  }

  @Test
  void aUnitOfAnotherQuantityIsNone() {
    assertThat(ProviderUnit.of("m/s", Element.AIR_TEMP)).isEmpty();
    assertThat(ProviderUnit.of("kPa", Element.WATER_LEVEL)).isEmpty();
    assertThat(ProviderUnit.of("fathom", Element.WATER_LEVEL)).isEmpty();
  }
}
