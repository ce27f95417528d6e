package io.watershed.ingestion;

import static org.apache.spark.sql.functions.unix_millis;

import io.watershed.core.contract.master.DeadLetters;
import io.watershed.spark.RowLayout;
import io.watershed.spark.SparkSchemas;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
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

  private static final RowLayout LETTERS = RowLayout.of(DeadLetters.TABLE);

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
    return columns(messages).mapPartitions(take, Encoders.row(LETTERS.schema()));
  }

  private static Row acceptedOrNull(MessageTaker.Outcome outcome) {
    return outcome instanceof MessageTaker.Outcome.Accepted accepted ? accepted.row().get() : null;
  }

  private static Row letterOrNull(SourceMessage message, MessageTaker.Outcome outcome) {
    if (!(outcome instanceof MessageTaker.Outcome.Rejected rejected)) {
      return null;
    }
    return LETTERS
        .values()
        .set(DeadLetters.SOURCE_TOPIC, message.topic())
        .set(DeadLetters.SOURCE_PARTITION, message.partition())
        .set(DeadLetters.SOURCE_OFFSET, message.offset())
        .set(DeadLetters.ARRIVAL_TIME, message.arrival())
        .set(DeadLetters.MESSAGE_KEY, message.key())
        .set(DeadLetters.RAW, message.value())
        .set(DeadLetters.REASON, rejected.reason().name())
        .set(DeadLetters.DETAIL, rejected.detail())
        .row();
  }

  private static Dataset<Row> columns(Dataset<Row> messages) {
    return messages
        .withColumn(
            SourceMessage.ARRIVAL_MILLIS.name(),
            unix_millis(functions.col(SourceMessage.KAFKA_TIMESTAMP)))
        .select(SparkSchemas.cols(SourceMessage.ROWS.columns()));
  }
}
