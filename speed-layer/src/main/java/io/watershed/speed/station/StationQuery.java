package io.watershed.speed.station;

import io.watershed.core.settings.Settings;
import io.watershed.core.station.StationIntake;
import io.watershed.spark.KafkaMessages;
import io.watershed.speed.meter.SpeedQuery;
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
 * The streaming query of stations, the sibling of {@link SpeedQuery}: a source of messages, the
 * stations' state, a sink.
 */
public final class StationQuery {

  private final SparkSession spark;
  private final StationSettings settings;
  private final StationIntake intake;

  public StationQuery(SparkSession spark, Settings settings) {
    this.spark = spark;
    this.settings = StationSettings.from(settings);
    this.intake = StationIntake.from(settings);
  }

  /** The raw messages of Kafka: value, partition, offset, arrival in milliseconds. */
  public Dataset<Row> kafkaMessages() {
    return KafkaMessages.of(
            spark,
            settings.layer().kafka().bootstrapServers(),
            settings.topic(),
            settings.maximumOffsetsPerTrigger())
        .selectExpr("value", "partition", "offset", "unix_millis(timestamp) AS arrival");
  }

  /** Encoded {@link StationResult}s of a stream of messages. */
  private Dataset<byte[]> results(Dataset<Row> messages) {
    return ResultStream.of(
        messages, new StationPacker(intake), new StationUpdater(settings.rules()));
  }

  /** Starts the query; it goes on where its checkpoint says. */
  public StreamingQuery start(Dataset<Row> messages, BatchSink sink, Trigger trigger)
      throws TimeoutException {
    spark.conf().set("spark.sql.shuffle.partitions", String.valueOf(settings.statePartitions()));
    return ResultStream.start(
        "speed-stations", results(messages), settings.checkpoint(), sink, trigger);
  }

  /** The trigger of the settings; a zero interval looks at Kafka without a pause. */
  public Trigger trigger() {
    return Trigger.ProcessingTime(settings.trigger().toMillis(), TimeUnit.MILLISECONDS);
  }
}
