package io.watershed.ingestion.source.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import io.watershed.core.settings.SettingsRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CitySettingsTest {

  @Test
  void ofWeatherApi() {
    assertHeld(new WeatherApi(), "https://api.weatherapi.com/v1");
  }

  @Test
  void ofOpenWeather() {
    assertHeld(new OpenWeather(), "https://api.openweathermap.org/data/2.5");
  }

  private static void assertHeld(CityProvider provider, String usualUrl) {
    String group = "sources." + provider.name();
    Map<String, String> needed = Map.of(group + ".key", "abcd", group + ".cities.one", " One ");
    Duration quarter = Duration.ofMinutes(15);
    City one = new City("one", "One");
    SettingsRecord.withDefaults(
            settings -> Told.by(CitySettings.from(settings, provider)),
            needed,
            new Told(usualUrl, quarter, quarter, "abcd", List.of(one)))
        .explicit(
            Map.of(
                group + ".url", "http://127.0.0.1:8080/",
                group + ".every", "1s",
                group + ".overlap", "0s",
                group + ".key", "other",
                group + ".cities.two", "1,2"),
            new Told(
                "http://127.0.0.1:8080",
                Duration.ofSeconds(1),
                Duration.ZERO,
                "other",
                List.of(one, new City("two", "1,2"))))
        .rejects(group + ".url", "")
        .rejects(group + ".every", "99 ms")
        .rejects(group + ".overlap", "25 hours")
        .rejects(group + ".key", "")
        .rejects(group + ".key", "abc")
        .rejects(group + ".cities.two", " ");
    assertRefused(provider, Map.of(group + ".key", "abcd"), ".cities = {} is not allowed");
    assertRefused(provider, with(needed, group + ".cities.Two", "2"), ".cities = Two is not");
  }

  private static void assertRefused(
      CityProvider provider, Map<String, String> given, String sentence) {
    assertThatThrownBy(() -> CitySettings.from(Settings.of(given), provider))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("setting watershed.sources." + provider.name() + sentence);
  }

  @Test
  void aKeyThatIsRefusedIsNotSaid() {
    Map<String, String> given =
        Map.of("sources.weatherapi.key", "hidden word", "sources.weatherapi.cities.one", "One");
    assertThatThrownBy(() -> CitySettings.from(Settings.of(given), new WeatherApi()))
        .hasMessageContaining("watershed.sources.weatherapi.key = ***")
        .hasMessageNotContaining("hidden");
  }

  private static Map<String, String> with(Map<String, String> all, String key, String value) {
    Map<String, String> more = new HashMap<>(all);
    more.put(key, value);
    return more;
  }

  /** The same with a key that equals another of the same letters. */
  private record Told(String url, Duration every, Duration overlap, String key, List<City> cities) {

    static Told by(CitySettings settings) {
      assertThat(settings.toString()).contains("key=***");
      return new Told(
          settings.url(),
          settings.every(),
          settings.overlap(),
          settings.key().encoded().orElseThrow(),
          settings.cities());
    }
  }
}
