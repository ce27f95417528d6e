package io.watershed.core.alert;

import io.watershed.core.settings.Settings;
import java.io.Serializable;
import java.time.Duration;

/**
 * After how long without a reading beyond the limit an episode is over.
 *
 * @param highFlowMillis for {@link AlertType#HIGH_FLOW}, milliseconds
 * @param lowBatteryMillis for {@link AlertType#LOW_BATTERY}, milliseconds
 * @param highTemperatureMillis for {@link AlertType#HIGH_TEMP}, milliseconds
 */
public record EpisodeGaps(long highFlowMillis, long lowBatteryMillis, long highTemperatureMillis)
    implements Serializable {

  /** The gaps of the settings {@code alerts.*.episode-gap}. */
  public static EpisodeGaps from(Settings settings) {
    return new EpisodeGaps(
        gap(settings, "alerts.high-flow.episode-gap"),
        gap(settings, "alerts.low-battery.episode-gap"),
        gap(settings, "alerts.high-temperature.episode-gap"));
  }

  private static long gap(Settings settings, String key) {
    return settings.duration(key, Duration.ofMinutes(1), Duration.ofDays(365)).toMillis();
  }

  long millisOf(AlertType type) {
    return switch (type) {
      case HIGH_FLOW -> highFlowMillis;
      case LOW_BATTERY -> lowBatteryMillis;
      case HIGH_TEMP -> highTemperatureMillis;
    };
  }
}
