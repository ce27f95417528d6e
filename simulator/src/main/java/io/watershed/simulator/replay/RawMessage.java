package io.watershed.simulator.replay;

import java.nio.charset.StandardCharsets;

/**
 * Builds raw messages exactly as the data contract shows them. Arguments are JSON, not plain text.
 */
final class RawMessage {

  private RawMessage() {}

  static ReplayRow row(
      long instantMillis,
      boolean readable,
      byte[] key,
      String id,
      String timestamp,
      String type,
      String series,
      String unit,
      String value) {
    String opening = "{\"meter_id\":" + id + ",\"timestamp\":";
    String message =
        opening
            + timestamp
            + ",\"measurement_type\":"
            + type
            + ",\"series\":"
            + series
            + ",\"unit\":"
            + unit
            + ",\"value\":"
            + value
            + '}';
    // An id may hold characters of several bytes; the timestamp follows its opening quote.
    int at = opening.getBytes(StandardCharsets.UTF_8).length + 1;
    return new ReplayRow(
        instantMillis,
        key,
        message.getBytes(StandardCharsets.UTF_8),
        readable ? at : ReplayRow.NO_TIMESTAMP);
  }
}
