package io.watershed.benchmarks;

import io.watershed.core.json.Json;
import io.watershed.core.settings.Settings;
import io.watershed.spark.SparkSessions;
import io.watershed.speed.SpeedMeasurement;
import org.apache.spark.sql.SparkSession;

/**
 * A process that runs the speed layer's query of stations without Elasticsearch and prints what it
 * did.
 */
public final class StationsAloneMain {

  private StationsAloneMain() {}

  /** Takes what Kafka holds; all settings are system properties. */
  public static void main(String[] arguments) throws Exception {
    Settings settings = Settings.load();
    SparkSession spark = SparkSessions.create("stations-alone", settings);
    SpeedMeasurement.Result result = SpeedMeasurement.countStationWindows(spark, settings);
    System.out.println(Json.MAPPER.writeValueAsString(result));
    spark.stop();
  }
}
