package io.watershed.serving.views;

import static io.watershed.serving.views.HiveTableReader.decimal;
import static io.watershed.serving.views.HiveTableReader.millis;
import static io.watershed.serving.views.HiveTableReader.whole;

import io.watershed.hive.HiveSql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads the batch views for copying. Every statement is one that Hive answers by reading files or
 * asking its metastore, without a Tez session. Timestamps of the tables are wall clock of UTC.
 */
final class BatchTables {

  /** A run of the batch layer, with the days it wrote. */
  record Run(
      String runId,
      Long startedMillis,
      Long finishedMillis,
      Double durationSeconds,
      Long snapshotId,
      Long previousSnapshotId,
      List<LocalDate> days,
      Long readings,
      Long duplicates,
      Long excluded,
      Long unknownMeter,
      Long disagreements,
      Long problems,
      Long horizonMillis,
      String mode,
      Long files,
      Long smallFiles) {}

  private final HiveTableReader reader;
  private final String database;

  /**
   * Tables read over a connection that stays the caller's.
   *
   * @throws SQLException if the connection is broken
   */
  BatchTables(Connection connection, String database) throws SQLException {
    this.reader = new HiveTableReader(connection, database);
    this.database = database;
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET hive.fetch.task.conversion=more");
      statement.execute("SET hive.fetch.task.conversion.threshold=-1");
    }
  }

  /**
   * Something that changes with every run: how many files hold the runs, and when the last was
   * written. Cheap, since no file is opened; empty before the batch layer's first run.
   */
  Optional<String> stamp() throws SQLException {
    List<String> databases = new ArrayList<>();
    reader.read(
        "SHOW DATABASES LIKE " + HiveSql.literal(database), row -> databases.add(row.getString(1)));
    if (databases.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>();
    reader.read(
        "SHOW TABLE EXTENDED IN "
            + HiveSql.identifier(database)
            + " LIKE "
            + HiveSql.literal("batch_runs"),
        row -> {
          String line = row.getString(1);
          if (line != null
              && (line.startsWith("totalNumberFiles") || line.startsWith("lastUpdateTime"))) {
            lines.add(line);
          }
        });
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", lines));
  }

  /** All runs, oldest first. */
  List<Run> runs() throws SQLException {
    List<Run> runs = new ArrayList<>();
    reader.read(
        "SELECT run_id, CAST(started_at AS STRING), CAST(finished_at AS STRING), duration_seconds,"
            + " snapshot_id, previous_snapshot_id, concat_ws(',', days_written), readings,"
            + " duplicates, excluded, unknown_meter, disagreements, problems,"
            + " CAST(horizon AS STRING), mode, files, small_files FROM "
            + reader.table("batch_runs"),
        row ->
            runs.add(
                new Run(
                    row.getString(1),
                    millis(row, 2),
                    millis(row, 3),
                    decimal(row, 4),
                    whole(row, 5),
                    whole(row, 6),
                    days(row.getString(7)),
                    whole(row, 8),
                    whole(row, 9),
                    whole(row, 10),
                    whole(row, 11),
                    whole(row, 12),
                    whole(row, 13),
                    millis(row, 14),
                    row.getString(15),
                    whole(row, 16),
                    whole(row, 17))));
    runs.sort(Comparator.comparing(Run::runId));
    return runs;
  }

  /** The local days that the batch views hold, ascending. */
  List<LocalDate> days() throws SQLException {
    return reader.days("daily_stats");
  }

  /** Hands the readings of a day to the documents. */
  void readings(LocalDate day, DayDocuments documents) throws SQLException {
    reader.read(
        "SELECT meter_id, measurement_type, epoch_millis, `value`, counted,"
            + " concat_ws(',', quality_flags), source_partition, source_offset,"
            + " CAST(arrival_time AS STRING) FROM "
            + reader.table("meter_readings")
            + on(day),
        row ->
            documents.add(
                row.getString(1),
                row.getString(2),
                new DayReading(
                    row.getLong(3),
                    row.getDouble(4),
                    row.getBoolean(5),
                    flags(row.getString(6)),
                    row.getInt(7),
                    row.getLong(8),
                    Optional.ofNullable(millis(row, 9)).orElse(0L))));
  }

  /** The figures of a day. */
  List<DayFigures> figures(LocalDate day) throws SQLException {
    List<DayFigures> figures = new ArrayList<>();
    reader.read(
        "SELECT meter_id, measurement_type, unit, total_value, avg_value, max_value, min_value,"
            + " reading_count, excluded_count, late_count, suburb, postcode, usage_type,"
            + " meter_type, CAST(first_event_time AS STRING), CAST(last_event_time AS STRING),"
            + " register_advance, register_difference, cross_check, time_zone FROM "
            + reader.table("daily_stats")
            + on(day),
        row ->
            figures.add(
                new DayFigures(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    decimal(row, 4),
                    decimal(row, 5),
                    decimal(row, 6),
                    decimal(row, 7),
                    row.getLong(8),
                    row.getLong(9),
                    row.getLong(10),
                    attributes(row, 11),
                    millis(row, 15),
                    millis(row, 16),
                    decimal(row, 17),
                    decimal(row, 18),
                    row.getString(19),
                    row.getString(20))));
    return figures;
  }

  /** Reads the problems of a day, for the columns of {@link ProblemRow}. */
  List<ProblemRow> problems(LocalDate day) throws SQLException {
    List<ProblemRow> problems = new ArrayList<>();
    reader.read(
        "SELECT meter_id, measurement_type, issue_type, severity, total_value, avg_value,"
            + " max_value, min_value, reading_count, excluded_count, evidence, suburb, postcode,"
            + " usage_type, meter_type FROM "
            + reader.table("problem_meters")
            + on(day),
        row ->
            problems.add(
                new ProblemRow(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    decimal(row, 5),
                    decimal(row, 6),
                    decimal(row, 7),
                    decimal(row, 8),
                    row.getLong(9),
                    row.getLong(10),
                    row.getString(11),
                    attributes(row, 12))));
    return problems;
  }

  /** A row of {@code problem_meters}; what it lacks is null. */
  record ProblemRow(
      String meterId,
      String measurement,
      String issue,
      String severity,
      Double total,
      Double average,
      Double highest,
      Double lowest,
      long readings,
      long excluded,
      String evidence,
      DayFigures.Attributes attributes) {}

  /** The figures of a month, such as {@code 2022-07}. */
  List<MonthRow> months(String month) throws SQLException {
    List<MonthRow> months = new ArrayList<>();
    reader.read(
        "SELECT meter_id, measurement_type, unit, monthly_total, monthly_avg, max_value, min_value,"
            + " reading_count, excluded_count, days_with_readings, suburb, postcode, usage_type,"
            + " meter_type, register_difference, cross_check, forecast_total, forecast_low,"
            + " forecast_high, forecast_days, CAST(complete_until AS STRING) FROM "
            + reader.table("monthly_stats")
            + " WHERE `month` = "
            + HiveSql.literal(month),
        row ->
            months.add(
                new MonthRow(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    decimal(row, 4),
                    decimal(row, 5),
                    decimal(row, 6),
                    decimal(row, 7),
                    row.getLong(8),
                    row.getLong(9),
                    row.getLong(10),
                    attributes(row, 11),
                    decimal(row, 15),
                    row.getString(16),
                    decimal(row, 17),
                    decimal(row, 18),
                    decimal(row, 19),
                    whole(row, 20),
                    row.getString(21))));
    return months;
  }

  /** A row of {@code monthly_stats}; what it lacks is null. */
  record MonthRow(
      String meterId,
      String measurement,
      String unit,
      Double total,
      Double average,
      Double highest,
      Double lowest,
      long readings,
      long excluded,
      long days,
      DayFigures.Attributes attributes,
      Double registerDifference,
      String crossCheck,
      Double forecast,
      Double forecastLow,
      Double forecastHigh,
      Long forecastDays,
      String completeUntil) {}

  /** Most readings have none; those share one text. */
  private static String flags(String list) {
    return list == null || list.isEmpty() ? "" : list;
  }

  private static String on(LocalDate day) {
    return " WHERE local_date = " + HiveSql.literal(day);
  }

  private static DayFigures.Attributes attributes(ResultSet row, int first) throws SQLException {
    Long postcode = whole(row, first + 1);
    return new DayFigures.Attributes(
        row.getString(first),
        postcode == null ? null : postcode.intValue(),
        row.getString(first + 2),
        row.getString(first + 3));
  }

  private static List<LocalDate> days(String list) {
    return list == null || list.isEmpty()
        ? List.of()
        : Arrays.stream(list.split(",")).map(LocalDate::parse).toList();
  }
}
