package io.watershed.spark;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The stream of raw messages of a topic, as every layer reads it. */
public final class KafkaMessages {

  private KafkaMessages() {}

  /**
   * Messages of a topic from its beginning, those of transactions once they are committed: what a
   * producer took back was never said. Messages that Kafka removed before they were read fail the
   * stream: that is a loss, and it must be seen.
   *
   * @param most messages of one micro-batch
   * @return the columns of Spark's Kafka source, {@code key, value, topic, partition, offset,
   *     timestamp} among them
   */
  public static Dataset<Row> of(
      SparkSession spark, String bootstrapServers, String topic, int most) {
    return spark
        .readStream()
        .format("kafka")
        .option("kafka.bootstrap.servers", bootstrapServers)
        .option("subscribe", topic)
        .option("startingOffsets", "earliest")
        .option("failOnDataLoss", "true")
        .option("maxOffsetsPerTrigger", most)
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
