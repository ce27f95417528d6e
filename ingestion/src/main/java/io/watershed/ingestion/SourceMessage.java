package io.watershed.ingestion;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.spark.sql.Row;

/**
 * One raw message and where it came from.
 *
 * @param key the key as it came, may be null
 * @param value the bytes as they came, may be null
 * @param arrivalMillis when the broker took it, milliseconds since the epoch
 */
@SuppressWarnings("ArrayRecordComponent")
record SourceMessage(
    byte[] key, byte[] value, String topic, int partition, long offset, long arrivalMillis) {

  /** The message in a row of {@code key, value, topic, partition, offset, arrival millis}. */
  static SourceMessage of(Row row) {
    return new SourceMessage(
        (byte[]) row.get(0),
        (byte[]) row.get(1),
        row.getString(2),
        row.getInt(3),
        row.getLong(4),
        row.getLong(5));
  }

  /** The value as text. */
  String text() {
    return new String(value, StandardCharsets.UTF_8);
  }

  Instant arrival() {
    return Instant.ofEpochMilli(arrivalMillis);
  }
}
