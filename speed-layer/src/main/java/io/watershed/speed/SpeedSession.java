package io.watershed.speed;

import org.apache.spark.sql.SparkSession;

/** What a Spark session needs to run this query well. */
public final class SpeedSession {

  private SpeedSession() {}

  public static void tune(SparkSession spark) {
    // A batch a second: half as many small files on the checkpoint's file system.
    spark.conf().set("spark.sql.streaming.checkpoint.fileChecksum.enabled", "false");
    spark.conf().set("spark.sql.streaming.minBatchesToRetain", "10");
    spark.conf().set("spark.sql.streaming.stateStore.maintenanceInterval", "60s");
    spark.conf().set("spark.sql.adaptive.enabled", "false");
  }
}
