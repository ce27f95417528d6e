package io.watershed.core.station;

import io.watershed.core.alert.EpisodeGaps;
import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import io.watershed.core.window.WindowShape;
import java.io.Serializable;
import java.time.Duration;

/**
 * What the state of a station is built by.
 *
 * @param shape the windows, which follow one another
 * @param latenessMillis how much older than the station's newest observation an observation may be
 * @param limits where alerts begin
 * @param gaps how long a silence ends an alert episode
 */
public record StationRules(
    WindowShape shape, long latenessMillis, StationAlertLimits limits, EpisodeGaps gaps)
    implements Serializable {

  /**
   * The rules of the settings {@code speed.stations.window}, {@code speed.watermark} and {@code
   * alerts.*}.
   *
   * @throws SettingsException if one is out of range, or the window does not part a day evenly
   */
  public static StationRules from(Settings settings) {
    String key = "speed.stations.window";
    Duration window = settings.duration(key, Duration.ofMinutes(1), Duration.ofHours(24));
    if (Duration.ofDays(1).toMillis() % window.toMillis() != 0) {
      throw new SettingsException(
          "watershed." + key, window.toString(), "a duration that parts a day evenly");
    }
    return new StationRules(
        new WindowShape(window.toMillis(), window.toMillis()),
        settings.duration("speed.watermark", Duration.ZERO, Duration.ofDays(31)).toMillis(),
        StationAlertLimits.from(settings),
        EpisodeGaps.from(settings));
  }
}
