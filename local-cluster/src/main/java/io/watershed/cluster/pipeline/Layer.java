package io.watershed.cluster.pipeline;

import java.util.List;
import java.util.Locale;

/** The layers, each a module with a main class of its own. */
public enum Layer {
  /** Sends messages; stopped first. */
  SIMULATOR("simulator", "io.watershed.simulator.SimulatorMain", "-XX:+UseParallelGC"),
  /** Weather services and dropped files to Kafka. */
  SOURCES("ingestion", "io.watershed.ingestion.source.SourcesMain", "-XX:+UseSerialGC"),
  /** Kafka to Elasticsearch. */
  SPEED("speed-layer", "io.watershed.speed.SpeedMain", "-XX:+UseParallelGC"),
  /** Kafka to the master dataset. */
  INGESTION("ingestion", "io.watershed.ingestion.IngestionMain", "-XX:+UseParallelGC"),
  /** The master dataset to Hive; runs and ends. */
  BATCH(
      "batch-layer",
      "io.watershed.batch.BatchMain",
      "-XX:+UseParallelGC",
      "-XX:TieredStopAtLevel=1"),
  /** Merged queries and the live dashboard. */
  DASHBOARD("serving", "io.watershed.serving.ServingMain", "-XX:+UseSerialGC"),
  /** Hive to CSV files; runs and ends. */
  SERVING("serving", "io.watershed.serving.ServingMain", "-XX:+UseSerialGC");

  private final String module;
  private final String mainClass;
  private final List<String> flags;

  Layer(String module, String mainClass, String... flags) {
    this.module = module;
    this.mainClass = mainClass;
    this.flags = List.of(flags);
  }

  /** What makes its process one that runs for long. */
  List<String> arguments() {
    return switch (this) {
      case SIMULATOR -> List.of("live");
      case DASHBOARD -> List.of("serve");
      case SOURCES, SPEED, INGESTION, BATCH, SERVING -> List.of();
    };
  }

  /** Whether it takes every message from Kafka and says how far it is. */
  boolean streams() {
    return this == SPEED || this == INGESTION;
  }

  /** Whether it reads or writes the master dataset, a checkpoint or the files of Hive's tables. */
  boolean usesSpark() {
    return this == SPEED || this == INGESTION || this == BATCH;
  }

  /** Its name in logs, status files and settings. */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its folder. */
  String module() {
    return module;
  }

  /** Its entry. */
  String mainClass() {
    return mainClass;
  }

  /** The collector and the compiler that suit its work on two cores. */
  List<String> flags() {
    return flags;
  }
}
