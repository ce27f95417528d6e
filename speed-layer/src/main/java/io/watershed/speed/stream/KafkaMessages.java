package io.watershed.speed.stream;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The raw messages of a topic as a stream: value, partition, offset, arrival in milliseconds. */
public final class KafkaMessages {

  private KafkaMessages() {}

  /**
   * The committed messages of a topic from its beginning on. What a producer took back, with its
   * transaction, was never said.
   *
   * @param most messages of one micro-batch
   */
  public static Dataset<Row> of(
      SparkSession spark, String bootstrapServers, String topic, int most) {
    return spark
        .readStream()
        .format("kafka")
        .option("kafka.bootstrap.servers", bootstrapServers)
        .option("kafka.isolation.level", "read_committed")
        .option("subscribe", topic)
        .option("startingOffsets", "earliest")
        .option("failOnDataLoss", "true")
        .option("maxOffsetsPerTrigger", most)
        .load()
        .selectExpr("value", "partition", "offset", "unix_millis(timestamp) AS arrival");
  }
}
