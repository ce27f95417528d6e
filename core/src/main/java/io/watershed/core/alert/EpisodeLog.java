package io.watershed.core.alert;

import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;
import io.watershed.core.binary.Layout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The alert episodes of one meter or station, one rule beside the other.
 *
 * <p>An episode begins with the first reading beyond a limit, goes on while such readings follow
 * within the rule's gap, and ends with a newer reading of the same measurement that is within the
 * limits. Readings are taken in Kafka order; one that comes out of time order joins the episode it
 * falls into, also when that one has ended, and never ends or renames an episode. Not safe for
 * several threads.
 */
public final class EpisodeLog {

  private record Key(AlertType type, long startMillis) {}

  /** What shapes the bytes of {@link #write}, for the layouts that hold them. */
  public static final String SHAPE =
      "alerts "
          + Layout.sorted(AlertType.all().toArray(AlertType[]::new), AlertType::name)
          + " severities "
          + Layout.sorted(Severity.values(), Severity::name);

  private final EpisodeGaps gaps;
  private final Map<AlertType, Episode> latest;
  private final Map<Key, Episode> changed = new LinkedHashMap<>();

  private EpisodeLog(EpisodeGaps gaps, Map<AlertType, Episode> latest) {
    this.gaps = gaps;
    this.latest = latest;
  }

  /** A device without any alert. */
  public static EpisodeLog empty(EpisodeGaps gaps) {
    return new EpisodeLog(gaps, new TreeMap<>(AlertType.ORDER));
  }

  /** The log that {@link #write} wrote. */
  public static EpisodeLog read(EpisodeGaps gaps, BinaryReader in) {
    EpisodeLog log = empty(gaps);
    for (int left = in.readVarInt(); left > 0; left--) {
      Episode episode = Episode.read(in);
      log.latest.put(episode.type(), episode);
    }
    return log;
  }

  /** Appends the latest episode of each rule. */
  public void write(BinaryWriter out) {
    out.writeVarLong(latest.size());
    latest.values().forEach(episode -> episode.write(out));
  }

  /** Whether no reading can end anything, because there never was an episode. */
  public boolean isEmpty() {
    return latest.isEmpty();
  }

  /**
   * Takes what a rule says of a believed reading.
   *
   * @param type the rule
   * @param measurement canonical name of what was measured
   * @param breach the limit it passes; empty when it is within the limits
   */
  public void take(
      AlertType type, String measurement, long timestampMillis, Optional<Breach> breach) {
    if (breach.isPresent()) {
      takeBreach(measurement, timestampMillis, breach.get());
      return;
    }
    Episode episode = latest.get(type);
    if (episode != null) {
      endIfNewer(episode, measurement, timestampMillis);
    }
  }

  private void takeBreach(String measurement, long timestampMillis, Breach breach) {
    Episode known = latest.get(breach.type());
    if (known != null && known.holds(timestampMillis, gaps.millisOf(breach.type()))) {
      keep(known.with(measurement, timestampMillis, breach));
    } else if (known == null || timestampMillis > known.lastSeenMillis()) {
      keep(Episode.startingWith(measurement, timestampMillis, breach));
    } else {
      // Long before the episode we remember: told as one of its own, and not remembered instead.
      note(Episode.startingWith(measurement, timestampMillis, breach).endedAt(timestampMillis));
    }
  }

  private void endIfNewer(Episode episode, String measurement, long timestampMillis) {
    if (episode.endMillis() == Episode.OPEN
        && episode.measurement().equals(measurement)
        && timestampMillis > episode.lastSeenMillis()) {
      latest.put(episode.type(), episode.endedAt(timestampMillis));
    }
  }

  private void keep(Episode episode) {
    latest.put(episode.type(), episode);
    note(episode);
  }

  private void note(Episode episode) {
    changed.put(new Key(episode.type(), episode.startMillis()), episode);
  }

  /** The episodes that began or grew since the last call, as they are now. */
  public List<Episode> takeChanged() {
    if (changed.isEmpty()) {
      return List.of();
    }
    List<Episode> episodes = new ArrayList<>(changed.values());
    changed.clear();
    return episodes;
  }
}
