package io.watershed.ingestion.source;

import java.util.List;
import java.util.Map;

/**
 * What is committed together.
 *
 * @param messages messages of stations
 * @param deadLetters what could not become one
 * @param progress the new progress by key
 */
public record Delivery(
    List<Message> messages, List<DeadLetter> deadLetters, Map<String, String> progress) {

  /** Copies the collections. */
  public Delivery {
    messages = List.copyOf(messages);
    deadLetters = List.copyOf(deadLetters);
    progress = Map.copyOf(progress);
  }

  /** Progress alone. */
  public static Delivery of(Map<String, String> progress) {
    return new Delivery(List.of(), List.of(), progress);
  }

  /**
   * A message of a station.
   *
   * @param stationId its key
   * @param value the wire form
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Message(String stationId, byte[] value) {}
}
