package io.watershed.ingestion;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The stream of raw messages. */
final class KafkaMessages {

  private KafkaMessages() {}

  /**
   * Messages of a topic from its beginning, those of transactions once they are committed. Messages
   * that Kafka removed before they were read fail the stream: that is a loss, and it must be seen.
   */
  static Dataset<Row> read(SparkSession spark, IngestionSettings settings, String topic) {
    return spark
        .readStream()
        .format("kafka")
        .option("kafka.bootstrap.servers", settings.bootstrapServers())
        .option("subscribe", topic)
        .option("startingOffsets", "earliest")
        .option("failOnDataLoss", "true")
        .option("maxOffsetsPerTrigger", settings.maximumMessagesPerBatch())
        .option("kafka.isolation.level", "read_committed")
        .option("kafka.default.api.timeout.ms", "30000")
        .option("kafka.reconnect.backoff.max.ms", "5000")
        // A poll of 500 messages, the default, costs more than its messages.
        .option("kafka.max.poll.records", "20000")
        .option("kafka.max.partition.fetch.bytes", "8388608")
        .option("kafka.fetch.max.bytes", "67108864")
        .load();
  }
}
