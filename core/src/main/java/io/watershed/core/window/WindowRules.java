package io.watershed.core.window;

import io.watershed.core.alert.EpisodeGaps;
import io.watershed.core.reading.Measurement;
import java.io.Serializable;
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
}
