package io.watershed.core.window;

import io.watershed.core.alert.EpisodeGaps;
import io.watershed.core.reading.Measurement;
import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the state of a meter is built by.
 *
 * @param shape length and slide of the windows
 * @param latenessMillis how much older than the newest reading of its measurement a reading may be
 * @param windowed the measurements whose windows are shown; every other one is only watched for
 *     duplicates, lateness and alerts
 * @param gaps how long a silence ends an alert episode
 */
public record WindowRules(
    WindowShape shape, long latenessMillis, Set<Measurement> windowed, EpisodeGaps gaps)
    implements Serializable {

  /** Copies the set. */
  public WindowRules {
    windowed = Set.copyOf(windowed);
  }

  /**
   * The rules of the settings {@code speed.*} and {@code alerts.*}.
   *
   * @throws SettingsException if one is out of range, or the slide does not part the window evenly
   */
  public static WindowRules from(Settings settings) {
    Duration slide = settings.duration("speed.slide", Duration.ofSeconds(1), Duration.ofHours(24));
    Duration window = settings.duration("speed.window", slide, Duration.ofHours(24));
    if (window.toMillis() % slide.toMillis() != 0) {
      throw new SettingsException(
          "watershed.speed.window",
          window.toString(),
          "a whole multiple of watershed.speed.slide, which is " + slide);
    }
    return new WindowRules(
        new WindowShape(window.toMillis(), slide.toMillis()),
        settings.duration("speed.watermark", Duration.ZERO, Duration.ofDays(31)).toMillis(),
        measurements(settings.strings("speed.measurements")),
        EpisodeGaps.from(settings));
  }

  private static Set<Measurement> measurements(List<String> names) {
    Set<Measurement> measurements = new LinkedHashSet<>();
    for (String name : names) {
      measurements.add(
          Measurement.ofCanonicalName(name)
              .orElseThrow(
                  () ->
                      new SettingsException(
                          "watershed.speed.measurements",
                          name,
                          "some of " + Measurement.canonicalNames())));
    }
    return measurements;
  }
}
