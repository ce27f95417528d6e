package io.watershed.speed.meter;

import io.watershed.core.settings.Settings;
import io.watershed.spark.KafkaMessages;
import io.watershed.speed.SpeedSettings;
import io.watershed.speed.sink.BatchSink;
import io.watershed.speed.stream.ResultStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/**
 * The streaming query of meters: a source of messages, the meters' state, a sink.
 *
 * <p>Messages are packed by meter before the shuffle, so a micro-batch moves some thousand rows
 * whatever its size. Spark's own watermark is not used, because it is one for all meters.
 */
public final class SpeedQuery {

  private final SparkSession spark;
  private final SpeedSettings settings;
  private final SharedIntake intake;

  public SpeedQuery(SparkSession spark, Settings settings) {
    this.spark = spark;
    this.settings = SpeedSettings.from(settings);
    this.intake = new SharedIntake(settings);
  }

  /** The raw messages of Kafka: value, partition, offset, arrival in milliseconds. */
  public Dataset<Row> kafkaMessages() {
    return KafkaMessages.of(
            spark,
            settings.kafka().bootstrapServers(),
            settings.kafka().readings(),
            settings.maximumOffsetsPerTrigger())
        .selectExpr("value", "partition", "offset", "unix_millis(timestamp) AS arrival");
  }

  /** Encoded {@link MeterResult}s of a stream of messages. */
  public Dataset<byte[]> results(Dataset<Row> messages) {
    return ResultStream.of(
        messages,
        new MessagePacker(intake, settings.alertLimits()),
        new MeterUpdater(settings.rules()));
  }

  /** Starts the query; it goes on where its checkpoint says. */
  public StreamingQuery start(Dataset<Row> messages, BatchSink sink, Trigger trigger)
      throws TimeoutException {
    spark.conf().set("spark.sql.shuffle.partitions", String.valueOf(settings.statePartitions()));
    return ResultStream.start("speed", results(messages), settings.checkpoint(), sink, trigger);
  }

  /** The trigger of the settings; a zero interval looks at Kafka without a pause. */
  public Trigger trigger() {
    return Trigger.ProcessingTime(settings.trigger().toMillis(), TimeUnit.MILLISECONDS);
  }
}
