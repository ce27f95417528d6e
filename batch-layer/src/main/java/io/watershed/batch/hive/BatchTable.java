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
  /** One row for each finished run. */
  BATCH_RUNS("batch_runs", null, null);

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

  /** The column it is partitioned by, if any. */
  public Optional<String> partitionColumn() {
    return Optional.ofNullable(partitionColumn);
  }

  /** The Hive type of the partition column, if any. */
  Optional<String> partitionType() {
    return Optional.ofNullable(partitionType);
  }
}
