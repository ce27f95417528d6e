package io.watershed.benchmarks;

import io.watershed.core.json.Json;
import io.watershed.core.settings.Settings;
import io.watershed.spark.SparkSessions;
import io.watershed.speed.SpeedMeasurement;
import org.apache.spark.sql.SparkSession;

/** A process that runs the speed layer's query without Elasticsearch and prints what it did. */
public final class SpeedAloneMain {

  private SpeedAloneMain() {}

  /** Takes what Kafka holds; all settings are system properties. */
  public static void main(String[] arguments) throws Exception {
    Settings settings = Settings.load();
    SparkSession spark = SparkSessions.create("speed-alone", settings);
    SpeedMeasurement.Result result = SpeedMeasurement.countWindows(spark, settings);
    System.out.println(Json.MAPPER.writeValueAsString(result));
    spark.stop();
  }
}
