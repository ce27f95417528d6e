package io.watershed.serving.views;

import io.watershed.core.settings.Settings;
import io.watershed.hive.HiveConnections;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tables of the batch layer's columns that hold text files, in a database of their own. A partition
 * is written as the batch layer does it: all of it, in place of what it held.
 */
final class ViewTables {

  private static final String WHO =
      "suburb string, postcode int, usage_type string, meter_type string";

  private final HiveConnections hive;
  private final Path folder;
  private final String database;
  private final Set<String> partitions = new HashSet<>();

  ViewTables(Settings settings, Path folder) {
    this.hive = HiveConnections.from(settings);
    this.folder = folder;
    this.database = settings.string("hive.database");
  }

  HiveConnections hive() {
    return hive;
  }

  void create() throws SQLException {
    execute("CREATE DATABASE " + database);
    create(
        "meter_readings",
        "meter_id string, event_time timestamp, epoch_millis bigint, local_time timestamp,"
            + " measurement_type string, `value` double, unit string, meter_type string,"
            + " suburb string, postcode int, usage_type string, time_zone string,"
            + " quality_flags array<string>, counted boolean, source_topic string,"
            + " source_partition int, source_offset bigint, arrival_time timestamp",
        " PARTITIONED BY (local_date date)");
    create(
        "daily_stats",
        "meter_id string, measurement_type string, unit string, total_value double, avg_value"
            + " double, max_value double, min_value double, reading_count bigint, excluded_count"
            + " bigint, late_count bigint, "
            + WHO
            + ", first_event_time timestamp, last_event_time timestamp, register_advance double,"
            + " register_difference double, cross_check string, time_zone string",
        " PARTITIONED BY (local_date date)");
    create(
        "monthly_stats",
        "meter_id string, measurement_type string, unit string, monthly_total double, monthly_avg"
            + " double, max_value double, min_value double, reading_count bigint, excluded_count"
            + " bigint, days_with_readings int, "
            + WHO
            + ", register_difference double, cross_check string, forecast_total double,"
            + " forecast_low double, forecast_high double, forecast_days int, complete_until date",
        " PARTITIONED BY (`month` string)");
    create(
        "problem_meters",
        "meter_id string, measurement_type string, issue_type string, severity string, total_value"
            + " double, avg_value double, max_value double, min_value double, reading_count bigint,"
            + " excluded_count bigint, evidence string, "
            + WHO,
        " PARTITIONED BY (local_date date)");
    create(
        "batch_runs",
        "run_id string, started_at timestamp, finished_at timestamp, duration_seconds double,"
            + " snapshot_id bigint, previous_snapshot_id bigint, days_written array<string>, days"
            + " int, readings bigint, duplicates bigint, excluded bigint, unknown_meter bigint,"
            + " disagreements bigint, problems bigint, horizon timestamp, mode string, files"
            + " bigint, small_files bigint",
        "");
  }

  private void create(String table, String columns, String partitioning) throws SQLException {
    execute(
        "CREATE EXTERNAL TABLE %s.%s (%s)%s ROW FORMAT DELIMITED FIELDS TERMINATED BY '|' COLLECTION ITEMS TERMINATED BY ',' STORED AS TEXTFILE LOCATION '%s'"
            .formatted(database, table, columns, partitioning, folder.resolve(table).toUri()));
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = hive.open();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Writes the rows of a day or a month. */
  void partition(String table, String value, String... rows) throws SQLException, IOException {
    Path place = Files.createDirectories(folder.resolve(table).resolve(value));
    Files.write(place.resolve("rows.txt"), List.of(rows), StandardCharsets.UTF_8);
    if (partitions.add(table + "/" + value)) {
      execute(
          "ALTER TABLE %s.%s ADD PARTITION (%s='%s') LOCATION '%s'"
              .formatted(database, table, column(table), value, place.toUri()));
    }
  }

  /** Takes a day or a month away. */
  void drop(String table, String value) throws SQLException {
    execute(
        "ALTER TABLE %s.%s DROP PARTITION (%s='%s')"
            .formatted(database, table, column(table), value));
    partitions.remove(table + "/" + value);
  }

  private static String column(String table) {
    return table.equals("monthly_stats") ? "`month`" : "local_date";
  }

  /** Says that a run wrote some days, as the last thing that a run does. */
  void run(String runId, String horizon, String... days) throws IOException {
    String row =
        "%s|2026-03-09 00:10:00|2026-03-09 00:10:41.5|41.5|77|76|%s|%d|9|1|1|0|1|1|%s|incremental|40|4"
            .formatted(runId, String.join(",", days), days.length, horizon);
    Path place = Files.createDirectories(folder.resolve("batch_runs"));
    Files.writeString(place.resolve(runId + ".txt"), row + "\n");
  }

  /** Takes all runs away. */
  void forgetRuns() throws IOException {
    try (var files = Files.list(folder.resolve("batch_runs"))) {
      files.forEach(
          file -> {
            try {
              Files.delete(file);
            } catch (IOException problem) {
              throw new UncheckedIOException(problem);
            }
          });
    }
  }

  /** A row of {@code meter_readings} of a meter in Adelaide. */
  static String reading(
      String meter, String measurement, Instant at, double value, String... flags) {
    String wallClock = at.toString().replace('T', ' ').replace("Z", "");
    return String.join(
        "|",
        Arrays.asList(
            meter,
            wallClock,
            Long.toString(at.toEpochMilli()),
            wallClock,
            measurement,
            Double.toString(value),
            "L",
            "captis_pulse",
            "BUDERIM",
            "4556",
            "Residential",
            "Australia/Adelaide",
            flags.length == 0 ? "" : String.join(",", flags),
            Boolean.toString(flags.length == 0),
            "meter-readings",
            "2",
            Long.toString(at.toEpochMilli() / 60_000),
            wallClock.length() > 19 ? wallClock : wallClock + ".25"));
  }

  /** A row of {@code daily_stats}. */
  static String day(String meter, String measurement, double total, int readings, int excluded) {
    return "%s|%s|L|%s|1.5|4.0|0.5|%d|%d|0|BUDERIM|4556|Residential|captis_pulse|2026-03-08 02:30:00|2026-03-08 13:59:59.25|12.0|-0.5|AGREES|Australia/Adelaide"
        .formatted(meter, measurement, total, readings, excluded);
  }

  /** A row of {@code problem_meters}. */
  static String problem(String meter, String issue) {
    return "%s|Pulse1|%s|WARNING|6.0|0.1|6.0|-6.0|4|1|-6 L at 2026-03-08T02:30:00Z|BUDERIM|4556|Residential|captis_pulse"
        .formatted(meter, issue);
  }

  /** A row of {@code monthly_stats}. */
  static String month(String meter, double total) {
    return "%s|Pulse1|L|%s|0.1|6.0|-6.0|4|1|1|BUDERIM|4556|Residential|captis_pulse|-0.5|DISAGREES|186.5|6.0|400.25|3|2026-03-08"
        .formatted(meter, total);
  }
}
