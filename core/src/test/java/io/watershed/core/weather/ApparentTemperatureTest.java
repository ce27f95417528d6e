package io.watershed.core.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApparentTemperatureTest {

  /** From the wind chill chart of Environment and Climate Change Canada: whole degrees. */
  @ParameterizedTest
  @CsvSource({
    "0, 5, -2",
    "0, 30, -6",
    "-10, 20, -18",
    "-20, 40, -34",
    "-25, 15, -35",
    "-40, 60, -64"
  })
  void windChillIsThatOfThePublishedChart(double temperature, double wind, double published) {
    assertThat(Math.rint(ApparentTemperature.windChill(temperature, wind).orElseThrow()))
        .isEqualTo(published);
  }

  @ParameterizedTest
  @CsvSource({"0.1, 20", "-70.1, 20", "-10, 0", "-10, 121", "NaN, 20", "-10, NaN"})
  void noWindChillOutsideOfItsRange(double temperature, double wind) {
    assertThat(ApparentTemperature.windChill(temperature, wind)).isEmpty();
  }

  @Test
  void theTwoFormulasOfWindChillMeet() {
    double below = ApparentTemperature.windChill(-10, 4.999).orElseThrow();
    double above = ApparentTemperature.windChill(-10, 5).orElseThrow();
    assertThat(below).isCloseTo(above, within(0.2));
  }

  /** From the heat index chart of the National Weather Service: whole degrees Fahrenheit. */
  @ParameterizedTest
  @CsvSource({
    "80, 40, 80",
    "86, 90, 105",
    "90, 70, 105",
    "96, 50, 108",
    "100, 40, 109",
    "110, 40, 136"
  })
  void heatIndexIsThatOfThePublishedChart(double fahrenheit, double humidity, double published) {
    double index = ApparentTemperature.heatIndex(celsius(fahrenheit), humidity).orElseThrow();
    assertThat(index * 9 / 5 + 32).isCloseTo(published, within(1.0));
  }

  @Test
  void dryAndWetAirAdjustTheHeatIndex() {
    // 100 °F at 5 %: the regression gives 94.18 °F, less (13 - 5) / 4 * sqrt((17 - 5) / 17) = 1.68.
    assertThat(fahrenheit(ApparentTemperature.heatIndex(celsius(100), 5)))
        .isCloseTo(92.50, within(0.01));
    // 82 °F at 95 %: the regression gives 92.97 °F, and (95 - 85) / 10 * (87 - 82) / 5 = 1 more.
    assertThat(fahrenheit(ApparentTemperature.heatIndex(celsius(82), 95)))
        .isCloseTo(93.97, within(0.01));
  }

  @ParameterizedTest
  @CsvSource({"20, 50", "26, 10", "60, 50", "35, -1", "NaN, 50", "35, NaN"})
  void noHeatIndexOutsideOfItsRange(double temperature, double humidity) {
    assertThat(ApparentTemperature.heatIndex(temperature, humidity)).isEmpty();
  }

  /** From the climate glossary of Environment and Climate Change Canada. */
  @ParameterizedTest
  @CsvSource({"30, 15, 34", "30, 25, 42"})
  void humidexIsThatOfThePublishedTable(double temperature, double dewPoint, double published) {
    assertThat(Math.rint(ApparentTemperature.humidex(temperature, dewPoint).orElseThrow()))
        .isEqualTo(published);
  }

  @ParameterizedTest
  @CsvSource({"19.9, 18", "21, 5", "25, 26", "NaN, 15", "30, NaN"})
  void noHumidexOutsideOfItsRange(double temperature, double dewPoint) {
    assertThat(ApparentTemperature.humidex(temperature, dewPoint)).isEmpty();
  }

  @Test
  void feelsLikeTakesTheIndexThatHolds() {
    assertThat(ApparentTemperature.feelsLike(-10, 20, 80)).isCloseTo(-17.9, within(0.05));
    assertThat(ApparentTemperature.feelsLike(32.2, 10, 70)).isCloseTo(40.6, within(0.5));
    assertThat(ApparentTemperature.feelsLike(15, 30, 50)).isEqualTo(15);
    assertThat(ApparentTemperature.feelsLike(-10, Double.NaN, 50)).isEqualTo(-10);
  }

  @Test
  void dewPointOfSaturatedAirIsItsTemperature() {
    assertThat(ApparentTemperature.dewPoint(12, 100).orElseThrow()).isCloseTo(12, within(1e-9));
    // Psychrometric tables: 20 °C at 50 % is 9.3 °C.
    assertThat(ApparentTemperature.dewPoint(20, 50).orElseThrow()).isCloseTo(9.3, within(0.05));
    assertThat(ApparentTemperature.dewPoint(20, 0)).isEmpty();
  }

  @Test
  void derivesTheDewPointThatWasNotMeasured() {
    double dew = ApparentTemperature.dewPoint(30, 60).orElseThrow();
    assertThat(DerivedWeather.of(30, Double.NaN, 60, 10).humidex())
        .isEqualTo(DerivedWeather.of(30, dew, 60, 10).humidex())
        .isGreaterThan(35);
    assertThat(DerivedWeather.of(30, Double.NaN, Double.NaN, 10).humidex()).isNaN();
  }

  /** A year's half of a real station, with the wind chill and humidex that Canada published. */
  @Test
  void agreesWithCanadasArchive() throws IOException {
    Path file =
        Settings.home()
            .resolve(System.getProperty("watershed.realData", "../shared/data"))
            .resolve("weather/weathercan_kamloops_hourly_2016H1.csv");
    assumeTrue(Files.exists(file), () -> "real data is absent: " + file);
    List<String> lines = Files.readAllLines(file);
    List<String> names = List.of(lines.get(0).split(",", -1));
    int chills = 0;
    int humidexes = 0;
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      double temperature = number(cells[names.indexOf("temp")]);
      double dewPoint = number(cells[names.indexOf("temp_dew")]);
      double wind = number(cells[names.indexOf("wind_spd")]);
      double chill = number(cells[names.indexOf("wind_chill")]);
      double humidex = number(cells[names.indexOf("hmdx")]);
      assertSame(ApparentTemperature.windChill(temperature, wind), chill, line);
      assertSame(ApparentTemperature.humidex(temperature, dewPoint), humidex, line);
      chills += Double.isNaN(chill) ? 0 : 1;
      humidexes += Double.isNaN(humidex) ? 0 : 1;
    }
    assertThat(chills).isEqualTo(465);
    assertThat(humidexes).isEqualTo(205);
  }

  private static void assertSame(OptionalDouble computed, double published, String line) {
    if (Double.isNaN(published)) {
      assertThat(computed).as(line).isEmpty();
    } else {
      assertThat(computed.orElseThrow()).as(line).isCloseTo(published, within(0.51));
    }
  }

  private static double number(String cell) {
    return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
  }

  private static double celsius(double fahrenheit) {
    return (fahrenheit - 32) * 5 / 9;
  }

  private static double fahrenheit(OptionalDouble celsius) {
    return celsius.orElseThrow() * 9 / 5 + 32;
  }
}
