package io.watershed.simulator.station.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MagnusTest {

  @Test
  void humidityIsThatOfPublishedVapourPressures() {
    // WMO-No. 8: saturation vapour pressure 23.37 hPa at 20 °C, 12.27 at 10 °C, 6.11 at 0 °C.
    assertThat(Magnus.relativeHumidity(20, 10)).isCloseTo(100 * 12.27 / 23.37, within(0.2));
    assertThat(Magnus.relativeHumidity(20, 0)).isCloseTo(100 * 6.11 / 23.37, within(0.1));
    assertThat(Magnus.relativeHumidity(-7.3, -7.3)).isEqualTo(100);
  }

  @Test
  void pressureFallsWithElevationAsInTheStandardAtmosphere() {
    // ICAO standard atmosphere: 898.75 hPa and 8.5 °C at 1,000 m.
    WeatherNow standard = new WeatherNow(8.5, 0, 1013.25, 0, 0, 1, 0);
    assertThat(standard.stationPressure(1000)).isCloseTo(898.75, within(0.1));
    assertThat(standard.stationPressure(0)).isEqualTo(1013.25);
  }

  @Test
  void windComesFromWhereItDoesNotBlowTo() {
    assertThat(wind(0, -10).windFromDegrees()).isEqualTo(0);
    assertThat(wind(-10, 0).windFromDegrees()).isEqualTo(90);
    assertThat(wind(10, 0).windFromDegrees()).isEqualTo(270);
    assertThat(wind(3, 4).windSpeed()).isEqualTo(5);
  }

  private static WeatherNow wind(double east, double north) {
    return new WeatherNow(10, 5, 1013, east, north, 1.4, 0);
  }
}
