package io.watershed.ingestion;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Sends dead letters to a Kafka topic: key and value verbatim, and headers {@code stage, reason,
 * detail, source-topic, source-partition, source-offset}. The value of a message that would not fit
 * into the topic together with its headers is left out; the table has it.
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
        coalesce(length(col("raw")), lit(0)).plus(coalesce(length(col("message_key")), lit(0)));
    deadLetters
        .select(
            col("message_key").as("key"),
            when(bytes.leq(LARGEST_FORWARDED_BYTES), col("raw")).as("value"),
            array(
                    header("stage", lit("ingestion")),
                    header("reason", col("reason")),
                    header("detail", col("detail")),
                    header("source-topic", col("source_topic")),
                    header("source-partition", col("source_partition")),
                    header("source-offset", col("source_offset")))
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

  private static Column header(String name, Column value) {
    return struct(lit(name).as("key"), value.cast("string").cast("binary").as("value"));
  }
}
