package io.watershed.speed;

import io.watershed.core.settings.Settings;
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
 * The streaming query: a source of messages, the meters' state, a sink.
 *
 * <p>Messages are packed by meter before the shuffle, so a micro-batch moves some thousand rows
 * whatever its size. Spark's own watermark is not used, because it is one for all meters.
 */
final class SpeedQuery {

  private static final String QUERY_ID = "sql.streaming.queryId";

  private final SparkSession spark;
  private final SpeedSettings settings;
  private final SharedIntake intake;

  SpeedQuery(SparkSession spark, Settings settings) {
    this.spark = spark;
    this.settings = SpeedSettings.from(settings);
    this.intake = new SharedIntake(settings);
  }

  /** The raw messages of Kafka: value, partition, offset, arrival in milliseconds. */
  Dataset<Row> kafkaMessages() {
    return spark
        .readStream()
        .format("kafka")
        .option("kafka.bootstrap.servers", settings.kafka().bootstrapServers())
        .option("subscribe", settings.kafka().readings())
        .option("startingOffsets", "earliest")
        .option("failOnDataLoss", "true")
        .option("maxOffsetsPerTrigger", settings.maximumOffsetsPerTrigger())
        .load()
        .selectExpr("value", "partition", "offset", "unix_millis(timestamp) AS arrival");
  }

  /** Encoded {@link MeterResult}s of a stream of messages. */
  Dataset<byte[]> results(Dataset<Row> messages) {
    return messages
        .mapPartitions(
            new MessagePacker(intake, settings.alertLimits()),
            Encoders.tuple(Encoders.STRING(), Encoders.BINARY()))
        .groupByKey((MapFunction<Tuple2<String, byte[]>, String>) Tuple2::_1, Encoders.STRING())
        .flatMapGroupsWithState(
            new MeterUpdater(settings.rules()),
            OutputMode.Update(),
            Encoders.BINARY(),
            Encoders.BINARY(),
            GroupStateTimeout.NoTimeout());
  }

  /** Starts the query; it goes on where its checkpoint says. */
  StreamingQuery start(Dataset<Row> messages, BatchSink sink, Trigger trigger)
      throws TimeoutException {
    spark.conf().set("spark.sql.shuffle.partitions", String.valueOf(settings.statePartitions()));
    return results(messages)
        .writeStream()
        .queryName("speed")
        .outputMode(OutputMode.Update())
        .option("checkpointLocation", settings.checkpoint())
        .trigger(trigger)
        .foreachBatch(
            (Dataset<byte[]> batch, Long batchId) ->
                sink.write(batch, new BatchIdentity(queryId(batch), batchId)))
        .start();
  }

  private static String queryId(Dataset<byte[]> batch) {
    return batch.sparkSession().sparkContext().getLocalProperty(QUERY_ID);
  }

  /** The trigger of the settings; a zero interval looks at Kafka without a pause. */
  Trigger trigger() {
    return Trigger.ProcessingTime(settings.trigger().toMillis(), TimeUnit.MILLISECONDS);
  }
}
