package io.watershed.core.alert;

import io.watershed.core.settings.Settings;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * After how long without a reading beyond the limit an episode is over.
 *
 * @param millis milliseconds, by what the alert is about
 */
public record EpisodeGaps(Map<AlertType, Long> millis) implements Serializable {

  /** Copies the map. */
  public EpisodeGaps {
    millis = Map.copyOf(millis);
  }

  /** The gaps of the settings {@code alerts.*.episode-gap}. */
  public static EpisodeGaps from(Settings settings) {
    Map<AlertType, Long> gaps = new HashMap<>();
    for (AlertType type : AlertType.all()) {
      gaps.put(
          type,
          settings
              .duration(
                  type.settingsKey() + ".episode-gap", Duration.ofMinutes(1), Duration.ofDays(365))
              .toMillis());
    }
    return new EpisodeGaps(gaps);
  }

  /**
   * The gap of an alert, milliseconds.
   *
   * @throws IllegalArgumentException if these gaps do not say it
   */
  public long millisOf(AlertType type) {
    Long gap = millis.get(type);
    if (gap == null) {
      throw new IllegalArgumentException("no gap is known for episodes of " + type);
    }
    return gap;
  }
}
