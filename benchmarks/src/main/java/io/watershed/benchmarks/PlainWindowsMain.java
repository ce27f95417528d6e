package io.watershed.benchmarks;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_timestamp;
import static org.apache.spark.sql.functions.window;

import io.watershed.core.json.Json;
import io.watershed.core.settings.Settings;
import io.watershed.core.window.WindowRules;
import io.watershed.spark.SparkSessions;
import io.watershed.speed.meter.MeterStream;
import io.watershed.speed.stream.StreamSettings;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.Trigger;

/**
 * A process that does the same windows the plain way, with Spark's own sliding {@code window()}
 * aggregation and its one watermark, and prints what it did. It does less than the speed layer: no
 * enrichment, no duplicates dropped, no alerts.
 */
public final class PlainWindowsMain {

  private static final String SCHEMA =
      "meter_id STRING, timestamp STRING, measurement_type STRING, series STRING, unit STRING,"
          + " value DOUBLE";

  private PlainWindowsMain() {}

  /** Takes what Kafka holds; all settings are system properties. */
  public static void main(String[] arguments) throws Exception {
    Settings settings = Settings.load();
    StreamSettings speed = MeterStream.of(settings).settings();
    SparkSession spark = SparkSessions.create("plain-windows", settings);
    spark.conf().set("spark.sql.shuffle.partitions", String.valueOf(speed.statePartitions()));
    AtomicLong windows = new AtomicLong();
    windows(spark, speed, WindowRules.from(settings))
        .writeStream()
        .outputMode(OutputMode.Update())
        .option("checkpointLocation", speed.checkpoint())
        .trigger(Trigger.AvailableNow())
        .foreachBatch((Dataset<Row> batch, Long batchId) -> windows.addAndGet(batch.count()))
        .start()
        .awaitTermination();
    System.out.println(Json.MAPPER.writeValueAsString(Map.of("windows", windows.get())));
    spark.stop();
  }

  private static Dataset<Row> windows(SparkSession spark, StreamSettings speed, WindowRules rules) {
    String length = rules.shape().lengthMillis() + " milliseconds";
    String slide = rules.shape().slideMillis() + " milliseconds";
    return spark
        .readStream()
        .format("kafka")
        .option("kafka.bootstrap.servers", speed.bootstrapServers())
        .option("subscribe", speed.topic())
        .option("startingOffsets", "earliest")
        .option("maxOffsetsPerTrigger", speed.maximumOffsetsPerTrigger())
        .load()
        .select(from_json(col("value").cast("string"), SCHEMA, Map.of()).as("reading"))
        .select("reading.*")
        .withColumn("event_time", to_timestamp(col("timestamp")))
        .withWatermark("event_time", rules.latenessMillis() + " milliseconds")
        .groupBy(col("meter_id"), col("measurement_type"), window(col("event_time"), length, slide))
        .agg(
            count(lit(1)).as("count"),
            sum("value").as("sum"),
            avg("value").as("mean"),
            min("value").as("min"),
            max("value").as("max"));
  }
}
