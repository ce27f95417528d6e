package io.watershed.batch.hive;

import java.util.Optional;

/** The tables that the batch layer publishes. */
public enum BatchTable {
  /** Distinct readings with their final flags. */
  METER_READINGS("meter_readings", "local_date", "date"),
  /** Figures of a day. */
  DAILY_STATS("daily_stats", "local_date", "date"),
  /** Problems of a day. */
  PROBLEM_METERS("problem_meters", "local_date", "date"),
  /** Figures of a month. */
  MONTHLY_STATS("monthly_stats", "month", "string"),
  /** Distinct observations with their final flags. */
  STATION_OBSERVATIONS("station_observations", "local_date", "date"),
  /** Figures of an hour of a station. */
  STATION_HOURLY_SUMMARY("station_hourly_summary", "utc_date", "date"),
  /** How each station stands. */
  STATION_LATEST("station_latest", null, null),
  /** What is known of each station. */
  STATION_METADATA("station_metadata", null, null),
  /** Forecasts of water levels, by the day they were issued on. */
  WATER_LEVEL_FORECASTS("water_level_forecasts", "issued_date", "date"),
  /** How good the forecasts were. */
  FORECAST_SKILL("forecast_skill", null, null),
  /** One row for each finished run; runs add to it. */
  BATCH_RUNS("batch_runs", null, null);

  /** The one partition, so to speak, of a table that is replaced as a whole. */
  public static final String WHOLE = "all";

  private final String tableName;
  private final String partitionColumn;
  private final String partitionType;

  BatchTable(String tableName, String partitionColumn, String partitionType) {
    this.tableName = tableName;
    this.partitionColumn = partitionColumn;
    this.partitionType = partitionType;
  }

  /** The table's name in its database, and of its folder. */
  public String tableName() {
    return tableName;
  }

  /** Whether a run replaces the table as a whole. */
  public boolean replacedAsWhole() {
    return partitionColumn == null && this != BATCH_RUNS;
  }

  /** The column it is partitioned by, if any. */
  public Optional<String> partitionColumn() {
    return Optional.ofNullable(partitionColumn);
  }

  /** The Hive type of the partition column, if any. */
  Optional<String> partitionType() {
    return Optional.ofNullable(partitionType);
  }
}
