package io.watershed.ingestion;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.watershed.core.contract.DeadLetterHeader;
import io.watershed.core.contract.master.DeadLetters;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Sends dead letters to a Kafka topic: key and value verbatim, and {@link DeadLetterHeader}s. The
 * value of a message that would not fit into the topic together with its headers is left out; the
 * table has it.
 */
final class KafkaDeadLetters implements DeadLetterChannel {

  /** Kafka's own default for the largest message, less room for headers. */
  private static final int LARGEST_FORWARDED_BYTES = 1_000_000;

  private final String bootstrapServers;
  private final String topic;

  KafkaDeadLetters(String bootstrapServers, String topic) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
  }

  @Override
  public void send(Dataset<Row> deadLetters) {
    Column bytes =
        coalesce(length(of(DeadLetters.RAW)), lit(0))
            .plus(coalesce(length(of(DeadLetters.MESSAGE_KEY)), lit(0)));
    deadLetters
        .select(
            of(DeadLetters.MESSAGE_KEY).as("key"),
            when(bytes.leq(LARGEST_FORWARDED_BYTES), of(DeadLetters.RAW)).as("value"),
            array(
                    header(DeadLetterHeader.STAGE, lit("ingestion")),
                    header(DeadLetterHeader.REASON, of(DeadLetters.REASON)),
                    header(DeadLetterHeader.DETAIL, of(DeadLetters.DETAIL)),
                    header(DeadLetterHeader.SOURCE_TOPIC, of(DeadLetters.SOURCE_TOPIC)),
                    header(DeadLetterHeader.SOURCE_PARTITION, of(DeadLetters.SOURCE_PARTITION)),
                    header(DeadLetterHeader.SOURCE_OFFSET, of(DeadLetters.SOURCE_OFFSET)))
                .as("headers"))
        .write()
        .format("kafka")
        .option("kafka.bootstrap.servers", bootstrapServers)
        .option("topic", topic)
        .option("includeHeaders", "true")
        .option("kafka.acks", "all")
        .option("kafka.reconnect.backoff.max.ms", "5000")
        .option("kafka.compression.type", "zstd")
        .option("kafka.max.request.size", "2000000")
        .save();
  }

  private static Column of(io.watershed.core.contract.Column<?> column) {
    return col(column.name());
  }

  private static Column header(DeadLetterHeader header, Column value) {
    return struct(
        lit(header.wireName()).as("key"), value.cast("string").cast("binary").as("value"));
  }
}
