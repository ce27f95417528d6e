package io.watershed.speed;

import io.watershed.core.settings.Settings;
import io.watershed.speed.meter.SpeedQuery;
import io.watershed.speed.sink.ArrivalCounts;
import io.watershed.speed.station.StationQuery;
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
    SpeedSession.tune(spark);
    SpeedQuery query = new SpeedQuery(spark, settings);
    WindowCounter counter = WindowCounter.ofMeters();
    query.start(query.kafkaMessages(), counter, Trigger.AvailableNow()).awaitTermination();
    return result(counter);
  }

  /** The same for every message of stations. */
  public static Result countStationWindows(SparkSession spark, Settings settings) throws Exception {
    SpeedSession.tune(spark);
    StationQuery query = new StationQuery(spark, settings);
    WindowCounter counter = WindowCounter.ofStations();
    query.start(query.kafkaMessages(), counter, Trigger.AvailableNow()).awaitTermination();
    return result(counter);
  }

  private static Result result(WindowCounter counter) {
    ArrivalCounts.Hour total = counter.sum().counts().total();
    return new Result(total.messages(), total.accepted(), counter.sum().figures().windows());
  }
}
