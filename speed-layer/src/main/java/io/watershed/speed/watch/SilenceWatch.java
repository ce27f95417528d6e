package io.watershed.speed.watch;

import io.watershed.core.alert.Breach;
import io.watershed.core.alert.Episode;
import io.watershed.core.station.Station;
import io.watershed.core.station.StationAlertRules;
import io.watershed.core.station.StationProfile;
import io.watershed.core.station.StationState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Notices stations that have fallen silent, which their own state cannot: nothing calls it. Knows
 * the newest observation of every station, and compares it with what half of the stations of its
 * source that are not silent themselves have reached. So event time alone decides, one wrong clock
 * makes nobody silent, and neither does a source that is away as a whole: whoever seems silent when
 * the others are back is given half an hour of event time more.
 *
 * <p>The episode begins with the last observation, so its document is the same whoever finds it. It
 * is told again for every hour that it goes on, and once more when the station speaks. Not safe for
 * several threads.
 */
public final class SilenceWatch {

  /** A source that was away comes back station by station; so long it may take. */
  private static final long PATIENCE_MILLIS = TimeUnit.MINUTES.toMillis(30);

  private static final long TELL_AGAIN_MILLIS = TimeUnit.HOURS.toMillis(1);
  private static final long NEVER = Long.MIN_VALUE;

  /** An episode that began, goes on, or ended. */
  public record Silence(Station station, Episode episode) {}

  /** What is known of one station. */
  private static final class Known {
    private StationProfile profile;
    private long newestMillis;
    private long suspectedMillis = NEVER;
    private long toldMillis = NEVER;
  }

  private final StationAlertRules rules;
  private final Map<String, Known> stations = new HashMap<>();

  public SilenceWatch(StationAlertRules rules) {
    this.rules = rules;
  }

  /** Takes what was known before the first micro-batch. */
  public void know(List<ObservedStation> before) {
    before.forEach(this::update);
  }

  /** Takes the stations that a micro-batch heard. */
  public List<Silence> take(List<ObservedStation> heard) {
    List<Silence> silences = new ArrayList<>();
    Set<String> sources = new HashSet<>();
    for (ObservedStation each : heard) {
      Known known = stations.get(each.profile().station().id());
      if (known != null && known.toldMillis != NEVER) {
        ended(known, each).ifPresent(silences::add);
      }
      update(each);
      sources.add(each.profile().source());
    }
    for (String source : sources) {
      OptionalLong reached = reached(source);
      if (reached.isPresent()) {
        listen(source, reached.getAsLong(), silences);
      }
    }
    return silences;
  }

  private void update(ObservedStation observed) {
    Known known =
        stations.computeIfAbsent(observed.profile().station().id(), absent -> new Known());
    known.profile = observed.profile();
    if (known.newestMillis != observed.newestMillis()) {
      known.newestMillis = observed.newestMillis();
      known.suspectedMillis = NEVER;
      known.toldMillis = NEVER;
    }
  }

  private Optional<Silence> ended(Known known, ObservedStation observed) {
    long spoke = observed.resumedMillis();
    if (spoke == StationState.UNKNOWN || spoke <= known.newestMillis) {
      return Optional.empty();
    }
    return rules
        .silent(known.newestMillis, spoke)
        .map(
            breach ->
                new Silence(
                    observed.profile().station(),
                    StationState.silence(known.newestMillis, spoke, spoke, breach)));
  }

  /** What half of the stations of a source that are not silent have reached. */
  private OptionalLong reached(String source) {
    long[] newest =
        stations.values().stream()
            .filter(each -> each.toldMillis == NEVER && each.profile.source().equals(source))
            .mapToLong(each -> each.newestMillis)
            .toArray();
    if (newest.length == 0) {
      return OptionalLong.empty();
    }
    Arrays.sort(newest);
    return OptionalLong.of(newest[newest.length / 2]);
  }

  private void listen(String source, long reachedMillis, List<Silence> silences) {
    for (Known known : stations.values()) {
      if (!known.profile.source().equals(source)) {
        continue;
      }
      Optional<Breach> breach = rules.silent(known.newestMillis, reachedMillis);
      if (breach.isPresent() && due(known, reachedMillis)) {
        known.toldMillis = reachedMillis;
        silences.add(
            new Silence(
                known.profile.station(),
                StationState.silence(
                    known.newestMillis, reachedMillis, Episode.OPEN, breach.get())));
      }
    }
  }

  private static boolean due(Known known, long reachedMillis) {
    if (known.toldMillis != NEVER) {
      return reachedMillis - known.toldMillis >= TELL_AGAIN_MILLIS;
    }
    if (known.suspectedMillis == NEVER) {
      known.suspectedMillis = reachedMillis;
    }
    return reachedMillis - known.suspectedMillis >= PATIENCE_MILLIS;
  }
}
