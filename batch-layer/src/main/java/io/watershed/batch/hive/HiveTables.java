package io.watershed.batch.hive;

import io.watershed.hive.HiveSql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The definitions of the batch views. Timestamps are wall-clock readings: of UTC where the name
 * ends in {@code _time} or {@code _at}, of the meter's own zone for {@code local_time}.
 */
public final class HiveTables {

  /** A column of a table. */
  record Column(String name, String type, String comment) {}

  /** A folder without files, where a table points until the first run has something for it. */
  private static final String NOTHING = "/nothing";

  private static final List<Column> FIGURES =
      List.of(
          new Column("max_value", "double", "highest counted value"),
          new Column("min_value", "double", "lowest counted value"),
          new Column("reading_count", "bigint", "counted readings"),
          new Column("excluded_count", "bigint", "readings flagged and left out"));

  private static final List<Column> WHO =
      List.of(
          new Column("suburb", "string", "suburb, where the fleet list knows it"),
          new Column("postcode", "int", "postcode, where the fleet list knows it"),
          new Column("usage_type", "string", "who uses the water, such as Residential"),
          new Column("meter_type", "string", "family of the meter; null when no list names it"));

  private HiveTables() {}

  /** The statements that create the database and the tables that do not exist yet. */
  public static List<String> createAll(String database, String warehouse) {
    List<String> statements = new ArrayList<>();
    statements.add("CREATE DATABASE IF NOT EXISTS " + HiveSql.identifier(database));
    for (BatchTable table : BatchTable.values()) {
      statements.add(create(database, warehouse, table));
    }
    return statements;
  }

  /**
   * The statements that give tables of an older version the columns they lack. New columns stand at
   * the end, and files written before have none of them: their rows read as null.
   *
   * @param present the names of the columns that each table has now, by table name
   */
  public static List<String> addMissingColumns(String database, Map<String, Set<String>> present) {
    List<String> statements = new ArrayList<>();
    for (BatchTable table : BatchTable.values()) {
      Set<String> names = present.getOrDefault(table.tableName(), Set.of());
      List<Column> missing =
          columns(table).stream().filter(column -> !names.contains(column.name())).toList();
      if (!missing.isEmpty()) {
        statements.add(
            "ALTER TABLE "
                + HiveSql.table(database, table.tableName())
                + missing.stream()
                    .map(HiveTables::definition)
                    .collect(Collectors.joining(", ", " ADD COLUMNS (", ")"))
                // A partition keeps columns of its own; without this, those that exist would read
                // as null even after they point at new files.
                + (table.partitionColumn().isPresent() ? " CASCADE" : ""));
      }
    }
    return statements;
  }

  private static String create(String database, String warehouse, BatchTable table) {
    String partitioning =
        table
            .partitionColumn()
            .map(
                column ->
                    " PARTITIONED BY ("
                        + HiveSql.identifier(column)
                        + " "
                        + table.partitionType().orElseThrow()
                        + ")")
            .orElse("");
    return "CREATE EXTERNAL TABLE IF NOT EXISTS "
        + HiveSql.table(database, table.tableName())
        + columns(table).stream()
            .map(HiveTables::definition)
            .collect(Collectors.joining(", ", " (", ")"))
        + partitioning
        + " STORED AS PARQUET LOCATION "
        + HiveSql.literal(
            warehouse + "/" + table.tableName() + (table.replacedAsWhole() ? NOTHING : ""))
        // The batch layer deletes its files itself, when no query can read them any more.
        + " TBLPROPERTIES ('external.table.purge'='false')";
  }

  private static String definition(Column column) {
    return HiveSql.identifier(column.name())
        + " "
        + column.type()
        + " COMMENT "
        + HiveSql.literal(column.comment());
  }

  private static List<Column> columns(BatchTable table) {
    return switch (table) {
      case METER_READINGS -> readings();
      case DAILY_STATS -> dailyStatistics();
      case MONTHLY_STATS -> monthlyStatistics();
      case PROBLEM_METERS -> problems();
      case STATION_OBSERVATIONS -> StationTables.observations();
      case STATION_HOURLY_SUMMARY -> StationTables.hours();
      case STATION_LATEST -> StationTables.latest();
      case STATION_METADATA -> StationTables.metadata();
      case WATER_LEVEL_FORECASTS -> StationTables.forecasts();
      case FORECAST_SKILL -> StationTables.skill();
      case BATCH_RUNS -> runs();
    };
  }

  private static List<Column> readings() {
    return List.of(
        new Column("meter_id", "string", "id of the meter"),
        new Column("event_time", "timestamp", "instant of the reading, wall clock of UTC"),
        new Column("epoch_millis", "bigint", "the same instant, milliseconds since 1970 UTC"),
        new Column("local_time", "timestamp", "the same instant, wall clock of the meter"),
        new Column("measurement_type", "string", "canonical name of what was measured"),
        new Column("value", "double", "measured value, in unit"),
        new Column("unit", "string", "unit of value"),
        WHO.get(3),
        WHO.get(0),
        WHO.get(1),
        WHO.get(2),
        new Column("time_zone", "string", "zone whose midnight parts the days of the meter"),
        new Column("quality_flags", "array<string>", "why the value is hard to believe"),
        new Column("counted", "boolean", "whether sums, means and extremes count the value"),
        new Column("source_topic", "string", "topic of the message"),
        new Column("source_partition", "int", "partition of the message"),
        new Column("source_offset", "bigint", "offset of the message"),
        new Column("arrival_time", "timestamp", "when the broker took it, wall clock of UTC"));
  }

  private static List<Column> dailyStatistics() {
    return concat(
        List.of(
            new Column("meter_id", "string", "id of the meter"),
            new Column("measurement_type", "string", "canonical name of what was measured"),
            new Column("unit", "string", "unit of the values"),
            new Column("total_value", "double", "sum of flows, advance of a register, null else"),
            new Column("avg_value", "double", "mean of the counted values")),
        FIGURES,
        List.of(new Column("late_count", "bigint", "readings too late for the speed layer")),
        WHO,
        List.of(
            new Column("first_event_time", "timestamp", "first reading, wall clock of UTC"),
            new Column("last_event_time", "timestamp", "last reading, wall clock of UTC"),
            new Column("register_advance", "double", "believed advance of the register, litres"),
            new Column("register_difference", "double", "flows less that advance, litres"),
            new Column("cross_check", "string", "AGREES, DISAGREES or NOT_CHECKED; flows only"),
            new Column("time_zone", "string", "zone whose midnight parts the days of the meter")));
  }

  private static List<Column> monthlyStatistics() {
    return concat(
        List.of(
            new Column("meter_id", "string", "id of the meter"),
            new Column("measurement_type", "string", "canonical name of what was measured"),
            new Column("unit", "string", "unit of the values"),
            new Column("monthly_total", "double", "sum of the totals of the days, null for gauges"),
            new Column("monthly_avg", "double", "mean of the counted values")),
        FIGURES,
        List.of(new Column("days_with_readings", "int", "days on which a reading counts")),
        WHO,
        List.of(
            new Column("register_difference", "double", "flows less the advance, litres"),
            new Column("cross_check", "string", "AGREES, DISAGREES or NOT_CHECKED; flows only"),
            new Column("forecast_total", "double", "expected total at the end; flows only"),
            new Column("forecast_low", "double", "one month in ten ends below"),
            new Column("forecast_high", "double", "one month in ten ends above"),
            new Column("forecast_days", "int", "full days that the forecast rests on"),
            new Column("complete_until", "date", "last local day that is over; flows only")));
  }

  private static List<Column> problems() {
    return concat(
        List.of(
            new Column("meter_id", "string", "id of the meter"),
            new Column("measurement_type", "string", "measurement that shows the problem"),
            new Column("issue_type", "string", "what the problem is about"),
            new Column("severity", "string", "INFO, WARNING or CRITICAL"),
            new Column("total_value", "double", "total of the measurement on that day"),
            new Column("avg_value", "double", "mean of its counted values")),
        FIGURES,
        List.of(new Column("evidence", "string", "one sentence with the figures")),
        WHO);
  }

  private static List<Column> runs() {
    return List.of(
        new Column("run_id", "string", "id of the run, sortable by time"),
        new Column("started_at", "timestamp", "wall clock of UTC"),
        new Column("finished_at", "timestamp", "wall clock of UTC"),
        new Column("duration_seconds", "double", "time it took"),
        new Column("snapshot_id", "bigint", "snapshot of the master dataset that was read"),
        new Column("previous_snapshot_id", "bigint", "snapshot from which changes were looked for"),
        new Column("days_written", "array<string>", "local days that were recomputed"),
        new Column("days", "int", "how many"),
        new Column("readings", "bigint", "distinct readings written"),
        new Column("duplicates", "bigint", "messages dropped because their reading was known"),
        new Column("excluded", "bigint", "readings written, but left out of the figures"),
        new Column("unknown_meter", "bigint", "readings written of meters that no list names"),
        new Column("disagreements", "bigint", "days of meters whose flows and register disagree"),
        new Column("problems", "bigint", "problems written"),
        new Column("horizon", "timestamp", "newest reading taken in, wall clock of UTC"),
        new Column(
            "mode",
            "string",
            "incremental, everything or range; nothing-new for meters without news"),
        new Column("files", "bigint", "data files of the master dataset that was read"),
        new Column(
            "small_files", "bigint", "how many of them are small, so that a read of them is slow"),
        new Column("station_snapshot_id", "bigint", "snapshot of the observations that was read"),
        new Column("station_mode", "string", "like mode; null when no station had news"),
        new Column("station_days_written", "array<string>", "local days of stations recomputed"),
        new Column("observations", "bigint", "distinct observations written: station and instant"),
        new Column("observation_messages", "bigint", "messages of those days"),
        new Column(
            "observation_duplicates", "bigint", "messages dropped: all their values were known"),
        new Column("merged_messages", "bigint", "messages whose values joined another's"),
        new Column(
            "flagged_values", "map<string,bigint>", "values with a flag, by the rule's name"),
        new Column("raw_bytes", "bigint", "bytes of the messages as they came"),
        new Column("parquet_bytes", "bigint", "bytes of the files written for them"),
        new Column("station_horizon", "timestamp", "newest observation, wall clock of UTC"),
        new Column("gauges_forecast", "bigint", "gauges whose level was forecast"),
        new Column("gauges_at_high_risk", "bigint", "how many of them are at high risk"));
  }

  @SafeVarargs
  private static List<Column> concat(List<Column>... parts) {
    return Arrays.stream(parts).flatMap(List::stream).toList();
  }
}
