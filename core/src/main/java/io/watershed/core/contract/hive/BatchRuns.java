package io.watershed.core.contract.hive;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/** A finished run of the batch layer; runs add to it. */
public final class BatchRuns {

  private static final Table.Builder TABLE_OF = Table.named("batch_runs");

  public static final Column<String> RUN_ID =
      TABLE_OF.text("run_id", "id of the run, sortable by time");
  public static final Column<LocalDateTime> STARTED_AT =
      TABLE_OF.wallClock("started_at", "UTC", "begin");
  public static final Column<LocalDateTime> FINISHED_AT =
      TABLE_OF.wallClock("finished_at", "UTC", "end");
  public static final Column<Double> DURATION_SECONDS =
      TABLE_OF.number("duration_seconds", "", "time it took");
  public static final Column<Long> SNAPSHOT_ID =
      TABLE_OF.count("snapshot_id", "snapshot of the master dataset that was read");
  public static final Column<Long> PREVIOUS_SNAPSHOT_ID =
      TABLE_OF.count("previous_snapshot_id", "snapshot from which changes were looked for");
  public static final Column<List<String>> DAYS_WRITTEN =
      TABLE_OF.texts("days_written", "local days that were recomputed");
  public static final Column<Integer> DAYS = TABLE_OF.integer("days", "", "how many");
  public static final Column<Long> READINGS =
      TABLE_OF.count("readings", "distinct readings written");
  public static final Column<Long> DUPLICATES =
      TABLE_OF.count("duplicates", "messages dropped because their reading was known");
  public static final Column<Long> EXCLUDED =
      TABLE_OF.count("excluded", "readings written, but left out of the figures");
  public static final Column<Long> UNKNOWN_METER =
      TABLE_OF.count("unknown_meter", "readings written of meters that no list names");
  public static final Column<Long> DISAGREEMENTS =
      TABLE_OF.count("disagreements", "days of meters whose flows and register disagree");
  public static final Column<Long> PROBLEMS = TABLE_OF.count("problems", "problems written");
  public static final Column<LocalDateTime> HORIZON =
      TABLE_OF.wallClock("horizon", "UTC", "newest reading taken in");
  public static final Column<String> MODE =
      TABLE_OF.text(
          "mode", "incremental, everything or range; nothing-new for meters without news");
  public static final Column<Long> FILES =
      TABLE_OF.count("files", "data files of the master dataset that was read");
  public static final Column<Long> SMALL_FILES =
      TABLE_OF.count("small_files", "how many of them are small, so that a read of them is slow");
  public static final Column<Long> STATION_SNAPSHOT_ID =
      TABLE_OF.count("station_snapshot_id", "snapshot of the observations that was read");
  public static final Column<String> STATION_MODE =
      TABLE_OF.text("station_mode", "like mode; null when no station had news");
  public static final Column<List<String>> STATION_DAYS_WRITTEN =
      TABLE_OF.texts("station_days_written", "local days of stations recomputed");
  public static final Column<Long> OBSERVATIONS =
      TABLE_OF.count("observations", "distinct observations written: station and instant");
  public static final Column<Long> OBSERVATION_MESSAGES =
      TABLE_OF.count("observation_messages", "messages of those days");
  public static final Column<Long> OBSERVATION_DUPLICATES =
      TABLE_OF.count("observation_duplicates", "messages dropped: all their values were known");
  public static final Column<Long> MERGED_MESSAGES =
      TABLE_OF.count("merged_messages", "messages whose values joined another's");
  public static final Column<Map<String, Long>> FLAGGED_VALUES =
      TABLE_OF.counts("flagged_values", "values with a flag, by the rule's name");
  public static final Column<Long> RAW_BYTES =
      TABLE_OF.count("raw_bytes", "bytes of the messages as they came");
  public static final Column<Long> PARQUET_BYTES =
      TABLE_OF.count("parquet_bytes", "bytes of the files written for them");
  public static final Column<LocalDateTime> STATION_HORIZON =
      TABLE_OF.wallClock("station_horizon", "UTC", "newest observation");
  public static final Column<Long> GAUGES_FORECAST =
      TABLE_OF.count("gauges_forecast", "gauges whose level was forecast");
  public static final Column<Long> GAUGES_AT_HIGH_RISK =
      TABLE_OF.count("gauges_at_high_risk", "how many of them are at high risk");

  /** The table. */
  public static final Table TABLE = TABLE_OF.whole();

  private BatchRuns() {}
}
