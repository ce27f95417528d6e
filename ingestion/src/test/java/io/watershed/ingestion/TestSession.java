package io.watershed.ingestion;

import io.watershed.core.settings.Settings;
import io.watershed.spark.MasterDataset;
import io.watershed.spark.SparkSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** A small Spark session with an empty master dataset in a folder. */
final class TestSession implements AutoCloseable {

  private static final String FLEET =
      """
      managedObjects_id,Meter Type,Suburb,Postcode,Usage Type,Time Zone
      83008,captis_pulse,BUDERIM,4556,Residential,
      90001,c8y_lwm2m,MALENY,4552,Commercial,Australia/Hobart
      """;

  private final Settings settings;
  private final SparkSession spark;

  private TestSession(Settings settings) {
    this.settings = settings;
    this.spark = SparkSessions.create("ingestion-test", settings);
    MasterDataset.from(settings).createIfAbsent(spark);
  }

  /**
   * A session whose fleet list and tables lie in the folder, unless more settings say otherwise.
   */
  static TestSession in(Path folder, Map<String, String> more) throws IOException {
    Path fleet = Files.writeString(folder.resolve("fleet.csv"), FLEET);
    Map<String, String> settings = new HashMap<>();
    settings.put("master.warehouse", folder.resolve("master").toUri().toString());
    settings.put("ingestion.checkpoint", folder.resolve("checkpoint").toUri().toString());
    settings.put(
        "ingestion.station-checkpoint", folder.resolve("station-checkpoint").toUri().toString());
    settings.put("fleet.files", fleet.toString());
    settings.put("fleet.directory", folder.resolve("fleets").toString());
    settings.put("spark.master", "local[2]");
    settings.put("spark.shuffle-partitions", "2");
    settings.putAll(more);
    return new TestSession(Settings.of(settings));
  }

  Settings settings() {
    return settings;
  }

  SparkSession spark() {
    return spark;
  }

  MasterDataset dataset() {
    return MasterDataset.from(settings);
  }

  @Override
  public void close() {
    spark.stop();
  }
}
