package io.watershed.ingestion.source;

import io.watershed.core.reading.MessageLimits;
import io.watershed.core.settings.Settings;
import io.watershed.core.station.Observation;
import io.watershed.core.station.ObservationParser;
import io.watershed.core.station.ParsedObservation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A journal that keeps what is committed, as Kafka would, and can refuse a commit. */
public final class MemoryJournal implements Journal {

  private static final long FAR_FUTURE = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

  private final TreeMap<String, String> progress = new TreeMap<>();
  private final List<Delivery> deliveries = new ArrayList<>();
  private int commitsUntilFailure = Integer.MAX_VALUE;

  /** Lets so many commits through and refuses the one after them, once. */
  public void failAfter(int commits) {
    commitsUntilFailure = commits;
  }

  @Override
  public Optional<String> progress(String key) {
    return Optional.ofNullable(progress.get(key));
  }

  @Override
  public Map<String, String> progressBelow(String prefix) {
    return new TreeMap<>(progress.subMap(prefix, prefix + Character.MAX_VALUE));
  }

  @Override
  public void commit(Delivery delivery) {
    if (commitsUntilFailure-- == 0) {
      throw new JournalException("the journal was told to refuse", null);
    }
    deliveries.add(delivery);
    progress.putAll(delivery.progress());
  }

  /** Keeps progress as another version would have. */
  void keep(String key, String json) {
    progress.put(key, json);
  }

  /** How many commits there were. */
  public int commits() {
    return deliveries.size();
  }

  /** Every message, as the layers read it. */
  public List<Observation> observations() {
    ObservationParser parser = new ObservationParser(MessageLimits.from(Settings.of(Map.of())));
    List<Observation> all = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      for (Delivery.Message message : delivery.messages()) {
        ParsedObservation parsed = parser.parse(message.value(), FAR_FUTURE);
        if (!(parsed instanceof ParsedObservation.Accepted accepted)) {
          throw new AssertionError("a message that the layers reject was sent: " + parsed);
        }
        if (!accepted.observation().station().id().equals(message.stationId())) {
          throw new AssertionError("the key " + message.stationId() + " is not the station's id");
        }
        all.add(accepted.observation());
      }
    }
    return all;
  }

  /** Station and instant of every message, in the order they were sent. */
  public List<String> sent() {
    return observations().stream().map(one -> one.station().id() + " " + one.timestamp()).toList();
  }

  /** Every dead letter. */
  public List<DeadLetter> deadLetters() {
    return deliveries.stream().flatMap(delivery -> delivery.deadLetters().stream()).toList();
  }
}
