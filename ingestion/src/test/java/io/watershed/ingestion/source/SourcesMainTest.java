package io.watershed.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SourcesMainTest {

  @Test
  void noServiceOfTheInternetIsAskedUnlessItIsEnabled() {
    assertThat(names(Map.of())).containsExactly("drop");
  }

  @Test
  void whatIsEnabledRuns() {
    assertThat(
            names(
                Map.of(
                    "sources.msc.enabled", "true",
                    "sources.weatherapi.enabled", "true",
                    "sources.weatherapi.key", "12345",
                    "sources.weatherapi.cities.here", "Here",
                    "sources.openweather.enabled", "true",
                    "sources.openweather.key", "12345",
                    "sources.openweather.cities.here", "1",
                    "sources.drop.enabled", "false")))
        .containsExactly("msc", "weatherapi", "openweather");
  }

  @ParameterizedTest
  @CsvSource({
    "msc.collections, lightning, 'some of swob-realtime, hydrometric-realtime, climate-hourly'",
    "msc.min-quality, 101, a whole number from -100 to 100",
    "msc.every, 0s, a duration",
    "msc.swob-realtime.page-size, 0, a whole number from 1 to 10000",
    "http.retries, -1, a whole number",
    "http.longest-backoff, 1ms, a duration",
    "max-age, never, a duration",
    "drop.rows-per-transaction, many, a whole number"
  })
  void aSettingThatIsNotAllowedIsNamed(String key, String value, String allowed) {
    Map<String, String> overrides = new HashMap<>(Map.of("sources.msc.enabled", "true"));
    overrides.put("sources." + key, value);
    assertThatThrownBy(() -> names(overrides))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("setting watershed.sources." + key)
        .hasMessageContaining(allowed);
  }

  @Test
  void aServiceWithoutItsKeyNamesTheVariable() {
    assertThatThrownBy(() -> names(Map.of("sources.weatherapi.enabled", "true")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("WATERSHED_WEATHERAPI_KEY");
  }

  @Test
  void helpNamesWhatItDoes() {
    StringWriter help = new StringWriter();
    int exitCode =
        new CommandLine(new SourcesMain()).setOut(new PrintWriter(help)).execute("--help");
    assertThat(exitCode).isZero();
    assertThat(help.toString()).contains("drop folder", "WATERSHED_OPENWEATHER_KEY");
  }

  private static List<String> names(Map<String, String> overrides) {
    return SourcesMain.definitions(Settings.of(overrides), Clock.systemUTC()).stream()
        .map(SourceDefinition::name)
        .toList();
  }
}
