package io.watershed.ingestion;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_millis;

import io.watershed.core.quality.Intake;
import io.watershed.lake.MasterDataset;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * From rows of Spark's Kafka source to rows of the master dataset: each message is a row of {@link
 * #readings} or of {@link #deadLetters}, never of both. The two are passes of their own, because
 * reading and parsing messages twice costs less than keeping a million outcomes for a second use.
 *
 * <p>Messages have the columns key, value, topic, partition, offset and timestamp, as Kafka's
 * source gives them; the timestamp is the arrival.
 */
final class IngestionTransform {

  private IngestionTransform() {}

  /** The readings among messages, with the columns of the readings table. */
  static Dataset<Row> readings(Dataset<Row> messages, Broadcast<Intake> intake) {
    MapPartitionsFunction<Row, Row> take =
        rows -> new OutcomeRows(rows, intake.value(), MasterRows::readingOrNull);
    return columns(messages).mapPartitions(take, Encoders.row(MasterDataset.READING_COLUMNS));
  }

  /** The dead letters among messages, with the columns of the dead letters table. */
  static Dataset<Row> deadLetters(Dataset<Row> messages, Broadcast<Intake> intake) {
    MapPartitionsFunction<Row, Row> take =
        rows -> new OutcomeRows(rows, intake.value(), MasterRows::deadLetterOrNull);
    return columns(messages).mapPartitions(take, Encoders.row(MasterDataset.DEAD_LETTER_COLUMNS));
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
