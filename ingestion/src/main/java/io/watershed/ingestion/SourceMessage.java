package io.watershed.ingestion;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import io.watershed.spark.RowLayout;
import io.watershed.spark.RowLayout.Place;
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

  /** The column of Kafka's source that says when the broker took a message. */
  static final String KAFKA_TIMESTAMP = "timestamp";

  private static final Table.Builder ROWS_OF = Table.named("messages");

  private static final Column<byte[]> KEY = ROWS_OF.bytes("key", "key as it came");
  private static final Column<byte[]> VALUE = ROWS_OF.bytes("value", "message as it came");
  private static final Column<String> TOPIC = ROWS_OF.text("topic", "topic");
  private static final Column<Integer> PARTITION = ROWS_OF.integer("partition", "", "partition");
  private static final Column<Long> OFFSET = ROWS_OF.count("offset", "offset");
  static final Column<Long> ARRIVAL_MILLIS =
      ROWS_OF.count("arrival_millis", "when the broker took it, milliseconds since the epoch");

  /** Messages as rows: what Kafka's source calls the same, and the arrival. */
  static final RowLayout ROWS = RowLayout.of(ROWS_OF.whole());

  private static final Place<byte[]> KEY_OF = ROWS.place(KEY);
  private static final Place<byte[]> VALUE_OF = ROWS.place(VALUE);
  private static final Place<String> TOPIC_OF = ROWS.place(TOPIC);
  private static final Place<Integer> PARTITION_OF = ROWS.place(PARTITION);
  private static final Place<Long> OFFSET_OF = ROWS.place(OFFSET);
  private static final Place<Long> ARRIVAL_OF = ROWS.place(ARRIVAL_MILLIS);

  /** The message in one of {@link #ROWS}. */
  static SourceMessage of(Row row) {
    return new SourceMessage(
        KEY_OF.get(row),
        VALUE_OF.get(row),
        TOPIC_OF.get(row),
        PARTITION_OF.get(row),
        OFFSET_OF.get(row),
        ARRIVAL_OF.get(row));
  }

  /** The value as text. */
  String text() {
    return new String(value, StandardCharsets.UTF_8);
  }

  Instant arrival() {
    return Instant.ofEpochMilli(arrivalMillis);
  }
}
