package io.watershed.speed;

import io.watershed.core.settings.Settings;
import io.watershed.speed.meter.MeterStream;
import io.watershed.speed.sink.ArrivalCounts;
import io.watershed.speed.sink.DeviceChange;
import io.watershed.speed.station.StationStream;
import io.watershed.speed.stream.SpeedStream;
import io.watershed.speed.stream.StreamQuery;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Runs the layer's own queries over what Kafka holds now, without Elasticsearch. For benchmarks.
 */
public final class SpeedMeasurement {

  /**
   * What was done.
   *
   * @param messages messages taken from Kafka
   * @param accepted readings or observations that went into windows
   * @param windows window results that reached the sink
   */
  public record Result(long messages, long accepted, long windows) {}

  private SpeedMeasurement() {}

  /**
   * Takes every message of meters that Kafka holds, to the same state and the same results, and
   * counts them.
   */
  public static Result countWindows(SparkSession spark, Settings settings) throws Exception {
    return count(spark, MeterStream.of(settings));
  }

  /** The same for every message of stations. */
  public static Result countStationWindows(SparkSession spark, Settings settings) throws Exception {
    return count(spark, StationStream.of(settings));
  }

  private static <C extends DeviceChange> Result count(SparkSession spark, SpeedStream<C> stream)
      throws Exception {
    SpeedSession.tune(spark);
    StreamQuery query = new StreamQuery(spark, stream);
    WindowCounter<C> counter = new WindowCounter<>(stream.documents());
    query.start(query.kafkaMessages(), counter, Trigger.AvailableNow()).awaitTermination();
    ArrivalCounts.Hour total = counter.sum().counts().total();
    return new Result(total.messages(), total.accepted(), counter.sum().figures().windows());
  }
}
