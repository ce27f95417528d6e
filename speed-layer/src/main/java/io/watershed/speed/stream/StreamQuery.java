package io.watershed.speed.stream;

import io.watershed.spark.KafkaMessages;
import io.watershed.speed.sink.BatchIdentity;
import io.watershed.speed.sink.BatchSink;
import io.watershed.speed.sink.DeviceResult;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.GroupStateTimeout;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import scala.Tuple2;

/**
 * The streaming query of a {@link SpeedStream}: a source of messages, the devices' state, a sink.
 *
 * <p>Messages are packed by device before the shuffle, so a micro-batch moves some thousand rows
 * whatever its size. Spark's own watermark is not used, because it is one for all devices.
 */
public final class StreamQuery {

  private static final String QUERY_ID = "sql.streaming.queryId";

  private final SparkSession spark;
  private final SpeedStream<?> stream;

  /** A query that has not begun. */
  public StreamQuery(SparkSession spark, SpeedStream<?> stream) {
    this.spark = spark;
    this.stream = stream;
  }

  /** The raw messages of Kafka, with the columns that {@link MessagePacker} takes. */
  public Dataset<Row> kafkaMessages() {
    StreamSettings settings = stream.settings();
    return KafkaMessages.of(
            spark,
            settings.bootstrapServers(),
            settings.topic(),
            settings.maximumOffsetsPerTrigger())
        .selectExpr("value", "partition", "offset", "unix_millis(timestamp) AS arrival");
  }

  /**
   * Encoded {@link DeviceResult}s of a stream of messages. The checkpoint holds the state of
   * exactly these operators, in this order, with a text as key and a binary value: what is changed
   * here cannot go on from a checkpoint of before.
   */
  private Dataset<byte[]> results(Dataset<Row> messages) {
    return messages
        .mapPartitions(stream.packer(), Encoders.tuple(Encoders.STRING(), Encoders.BINARY()))
        .groupByKey((MapFunction<Tuple2<String, byte[]>, String>) Tuple2::_1, Encoders.STRING())
        .flatMapGroupsWithState(
            stream.updater(),
            OutputMode.Update(),
            Encoders.BINARY(),
            Encoders.BINARY(),
            GroupStateTimeout.NoTimeout());
  }

  /** Starts the query; it goes on where its checkpoint says. */
  public StreamingQuery start(Dataset<Row> messages, BatchSink sink, Trigger trigger)
      throws TimeoutException {
    // The query takes a copy of the session's settings when it starts, so that the next stream's
    // number is not this one's.
    spark
        .conf()
        .set("spark.sql.shuffle.partitions", String.valueOf(stream.settings().statePartitions()));
    return results(messages)
        .writeStream()
        .queryName(stream.name())
        .outputMode(OutputMode.Update())
        .option("checkpointLocation", stream.settings().checkpoint())
        .trigger(trigger)
        .foreachBatch(
            (Dataset<byte[]> batch, Long batchId) ->
                sink.write(batch, new BatchIdentity(queryId(batch), batchId)))
        .start();
  }

  private static String queryId(Dataset<byte[]> batch) {
    return batch.sparkSession().sparkContext().getLocalProperty(QUERY_ID);
  }

  /** The trigger of the settings. */
  public Trigger trigger() {
    return Trigger.ProcessingTime(stream.settings().trigger().toMillis(), TimeUnit.MILLISECONDS);
  }
}
