package io.watershed.ingestion.source.city;

import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import io.watershed.ingestion.source.http.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The settings {@code sources.weatherapi} or {@code sources.openweather}.
 *
 * @param url the service, without a slash at its end
 * @param every the pause between two polls
 * @param overlap how much older than its newest one an observation may be
 * @param key the provider's key, from the environment
 * @param cities whose weather is asked for
 */
record CitySettings(String url, Duration every, Duration overlap, Secret key, List<City> cities) {

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{4,200}");

  static CitySettings from(Settings settings, CityProvider provider) {
    String group = "sources." + provider.name();
    String keyName = "watershed." + group + ".key";
    String allowed = "the provider's key, from the environment variable " + provider.keyVariable();
    String key =
        settings
            .optionalString(group + ".key")
            .orElseThrow(() -> new SettingsException(keyName, "absent", allowed));
    if (!KEY.matcher(key).matches()) {
      throw new SettingsException(keyName, "***", allowed + ", 4 to 200 printable characters");
    }
    List<City> cities = new ArrayList<>();
    for (Map.Entry<String, String> city : settings.texts(group + ".cities").entrySet()) {
      if (!ID.matcher(city.getKey()).matches()) {
        throw new SettingsException(
            "watershed." + group + ".cities",
            city.getKey(),
            "ids of 1 to 40 lower-case letters, digits and hyphens");
      }
      if (city.getValue().isBlank()) {
        throw new SettingsException(
            "watershed." + group + ".cities." + city.getKey(),
            "\"\"",
            "how the provider finds the city: its name, an id, or latitude and longitude");
      }
      cities.add(new City(city.getKey(), city.getValue().strip()));
    }
    if (cities.isEmpty()) {
      throw new SettingsException(
          "watershed." + group + ".cities", "{}", "at least one city, such as london = \"London\"");
    }
    return new CitySettings(
        settings.string(group + ".url").replaceAll("/+$", ""),
        settings.duration(group + ".every", Duration.ofMillis(100), Duration.ofHours(24)),
        settings.duration(group + ".overlap", Duration.ZERO, Duration.ofHours(24)),
        Secret.of(key),
        List.copyOf(cities));
  }
}
