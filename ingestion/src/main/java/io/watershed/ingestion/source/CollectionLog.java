package io.watershed.ingestion.source;

import io.watershed.core.reading.DeadLetterReason;
import io.watershed.core.reading.MessageRejectedException;
import io.watershed.core.station.Observation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes a collection of a provider, fetch by fetch, so that each observation is sent once.
 *
 * <p>Fetches overlap: an observation may be late. What was sent is known by station, timestamp and
 * content, so the same in another order, on another page or after a crash is not sent again, while
 * a correction is. A fetch is taken in pages, and a page is committed as one; a fetch that was
 * killed between two pages is repeated, and the pages that were committed give nothing new. For
 * that the station's floor, below which everything is known, does not move within a fetch.
 */
public final class CollectionLog {

  /** How long a dead letter is known by its content after the provider showed it last. */
  private static final Duration REJECTED_MEMORY = Duration.ofDays(4);

  private final Journal journal;
  private final String key;
  private final Duration overlap;
  private final ObservationCheck check;
  private final SourceFigures figures;

  private final Map<String, StationProgress> stations = new HashMap<>();
  private CollectionProgress progress;

  private final List<Delivery.Message> messages = new ArrayList<>();
  private final List<DeadLetter> letters = new ArrayList<>();
  private final Map<String, StationProgress> changed = new HashMap<>();
  private final Map<String, Long> rejected = new HashMap<>();
  private long newestMillis;
  private int withheld;

  private CollectionLog(
      Journal journal,
      String key,
      Duration overlap,
      ObservationCheck check,
      SourceFigures figures) {
    this.journal = journal;
    this.key = key;
    this.overlap = overlap;
    this.check = check;
    this.figures = figures;
    String prefix = key + "|";
    journal
        .progressBelow(prefix)
        .forEach(
            (name, json) ->
                SavedProgress.read(name, json, StationProgress.class, figures)
                    .ifPresent(seen -> stations.put(name.substring(prefix.length()), seen)));
    this.progress =
        journal
            .progress(key)
            .flatMap(json -> SavedProgress.read(key, json, CollectionProgress.class, figures))
            .orElseGet(CollectionProgress::fresh);
  }

  /**
   * Opens a collection where the journal says it was.
   *
   * @param overlap how much later than a newer one of its station an observation may come
   */
  public static CollectionLog open(
      Journal journal,
      String source,
      String collection,
      Duration overlap,
      ObservationCheck check,
      SourceFigures figures) {
    return new CollectionLog(journal, source + "|" + collection, overlap, check, figures);
  }

  /** How far complete fetches reached, milliseconds since the epoch; zero before the first. */
  public long markMillis() {
    return progress.markMillis();
  }

  /** The newest instant among the observations of this fetch that were good; zero without any. */
  public long newestMillis() {
    return newestMillis;
  }

  /**
   * Stations of this fetch whose observations before an instant were not asked for, because they
   * were silent: each with the instant from which it may lack some.
   */
  public Map<String, Long> lackingBefore(long millis) {
    Map<String, Long> lacking = new TreeMap<>();
    stations.forEach(
        (station, seen) -> {
          if (seen.fetch() == progress.fetch() && seen.mayLackBefore(millis, overlap.toMillis())) {
            lacking.put(station, seen.floorMillis());
          }
        });
    return lacking;
  }

  /** Takes one observation, or what was no observation, into the page. */
  public void take(Decoded decoded) {
    if (decoded instanceof Decoded.Good good) {
      takeGood(good.observation(), good.withheld());
    } else if (decoded instanceof Decoded.Bad bad) {
      takeBad(bad.letter());
    } else {
      figures.one("silent");
    }
  }

  private void takeGood(Observation observation, int withheldValues) {
    byte[] message;
    try {
      message = check.message(observation);
    } catch (MessageRejectedException refused) {
      takeBad(
          new DeadLetter(
              observation.source(),
              observation.station().id(),
              observation.body(),
              refused.reason(),
              refused.getMessage()));
      return;
    }
    long now = check.clock().millis();
    String id = observation.station().id();
    long timestamp = observation.timestampMillis();
    newestMillis = Math.max(newestMillis, Math.min(timestamp, now));
    StationProgress known =
        stations
            .getOrDefault(id, StationProgress.fresh(progress.fetch()))
            .enter(progress.fetch(), overlap.toMillis(), now);
    String content = Contents.of(observation);
    if (known.knows(timestamp, content)) {
      figures.one("known");
      return;
    }
    StationProgress more = known.with(timestamp, content);
    stations.put(id, more);
    changed.put(id, more);
    messages.add(new Delivery.Message(id, message));
    withheld += withheldValues;
  }

  private void takeBad(DeadLetter letter) {
    long now = check.clock().millis();
    String content = Contents.of(letter.body().getBytes(StandardCharsets.UTF_8));
    if (rejected.containsKey(content)
        || progress.rejected().getOrDefault(content, Long.MIN_VALUE)
            >= now - REJECTED_MEMORY.toMillis()) {
      rejected.put(content, now);
      figures.one("known");
      return;
    }
    rejected.put(content, now);
    letters.add(letter);
  }

  /** Commits the page. */
  public void commitPage() {
    if (messages.isEmpty() && letters.isEmpty()) {
      return;
    }
    commit(letters.isEmpty() ? progress : progress.withRejected(rejected));
  }

  /**
   * Commits the page, and that the fetch is complete.
   *
   * @param markMillis how far it reached
   */
  public void commitFetch(long markMillis) {
    long forget = check.clock().millis() - REJECTED_MEMORY.toMillis();
    commit(progress.withRejected(rejected).next(markMillis, forget));
    rejected.clear();
    newestMillis = 0;
  }

  private void commit(CollectionProgress reached) {
    Map<String, String> entries = new HashMap<>();
    changed.forEach((id, seen) -> entries.put(key + "|" + id, SavedProgress.write(seen)));
    if (!reached.equals(progress)) {
      entries.put(key, SavedProgress.write(reached));
    }
    journal.commit(new Delivery(messages, letters, entries));
    progress = reached;
    figures.add("sent", messages.size());
    figures.add("deadLetters", letters.size());
    figures.add("withheldValues", withheld);
    withheld = 0;
    for (DeadLetter letter : letters) {
      countRefusedTimestamp(letter.reason());
    }
    messages.clear();
    letters.clear();
    changed.clear();
  }

  private void countRefusedTimestamp(DeadLetterReason reason) {
    if (reason == DeadLetterReason.TIMESTAMP_IN_FUTURE) {
      figures.one("inFuture");
    } else if (reason == DeadLetterReason.TIMESTAMP_TOO_OLD) {
      figures.one("tooOld");
    }
  }
}
