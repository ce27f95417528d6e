package io.watershed.ingestion;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_millis;

import io.watershed.spark.MasterDataset;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * From rows of Spark's Kafka source to rows of the master dataset: each message is a row of {@link
 * #accepted} or of {@link #deadLetters}, never of both. The two are passes of their own, because
 * reading and parsing messages twice costs less than keeping a million outcomes for a second use.
 *
 * <p>Messages have the columns key, value, topic, partition, offset and timestamp, as Kafka's
 * source gives them; the timestamp is the arrival.
 */
final class IngestionTransform {

  private IngestionTransform() {}

  /** The messages that became rows of the stream's own table, with that table's columns. */
  static Dataset<Row> accepted(Dataset<Row> messages, MessageTaker taker, StructType columns) {
    MapPartitionsFunction<Row, Row> take =
        rows -> new OutcomeRows(rows, message -> acceptedOrNull(taker.take(message)));
    return columns(messages).mapPartitions(take, Encoders.row(columns));
  }

  /** The dead letters among messages, with the columns of the dead letters table. */
  static Dataset<Row> deadLetters(Dataset<Row> messages, MessageTaker taker) {
    MapPartitionsFunction<Row, Row> take =
        rows -> new OutcomeRows(rows, message -> letterOrNull(message, taker.take(message)));
    return columns(messages).mapPartitions(take, Encoders.row(MasterDataset.DEAD_LETTER_COLUMNS));
  }

  private static Row acceptedOrNull(MessageTaker.Outcome outcome) {
    return outcome instanceof MessageTaker.Outcome.Accepted accepted ? accepted.row().get() : null;
  }

  private static Row letterOrNull(SourceMessage message, MessageTaker.Outcome outcome) {
    if (!(outcome instanceof MessageTaker.Outcome.Rejected rejected)) {
      return null;
    }
    return RowFactory.create(
        message.topic(),
        message.partition(),
        message.offset(),
        message.arrival(),
        message.key(),
        message.value(),
        rejected.reason().name(),
        rejected.detail());
  }

  private static Dataset<Row> columns(Dataset<Row> messages) {
    return messages.select(
        col("key"),
        col("value"),
        col("topic"),
        col("partition"),
        col("offset"),
        unix_millis(col("timestamp")));
  }
}
