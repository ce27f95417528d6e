package io.watershed.serving.views;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.hive.BatchRuns;
import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.contract.hive.MeterReadings;
import io.watershed.core.contract.hive.MonthlyStats;
import io.watershed.core.contract.hive.ProblemMeters;
import io.watershed.hive.HiveReader;
import io.watershed.hive.HiveRow;
import io.watershed.hive.HiveSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads the batch views of the meters for copying. */
final class BatchTables {

  private static final List<Column<?>> OF_READING =
      List.of(
          MeterReadings.METER_ID,
          MeterReadings.MEASUREMENT_TYPE,
          MeterReadings.EPOCH_MILLIS,
          MeterReadings.VALUE,
          MeterReadings.COUNTED,
          MeterReadings.QUALITY_FLAGS,
          MeterReadings.SOURCE_PARTITION,
          MeterReadings.SOURCE_OFFSET,
          MeterReadings.ARRIVAL_TIME);

  private final HiveReader reader;

  /**
   * Tables read over a connection that stays the caller's.
   *
   * @throws SQLException if the connection is broken
   */
  BatchTables(Connection connection, String database) throws SQLException {
    this.reader = new HiveReader(connection, database);
  }

  /**
   * Something that changes with every run: how many files hold the runs, and when the last was
   * written. Cheap, since no file is opened; empty before the batch layer's first run.
   */
  Optional<String> stamp() throws SQLException {
    List<String> databases = new ArrayList<>();
    reader.read(
        "SHOW DATABASES LIKE " + HiveSql.literal(reader.database()),
        row -> databases.add(row.getString(1)));
    if (databases.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>();
    reader.read(
        "SHOW TABLE EXTENDED IN "
            + HiveSql.identifier(reader.database())
            + " LIKE "
            + HiveSql.literal(BatchRuns.TABLE.name()),
        row -> {
          String line = row.getString(1);
          if (line != null
              && (line.startsWith("totalNumberFiles") || line.startsWith("lastUpdateTime"))) {
            lines.add(line);
          }
        });
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", lines));
  }

  /** All runs, oldest first; after one of a newer version, its tables may have new columns. */
  List<HiveRow> runs() throws SQLException {
    reader.lookAnew();
    List<HiveRow> runs = copied(TableCopy.RUNS, "");
    runs.sort(Comparator.comparing(run -> run.get(BatchRuns.RUN_ID)));
    return runs;
  }

  /** The local days that the batch views hold, ascending. */
  List<LocalDate> days() throws SQLException {
    return reader.partitions(DailyStats.TABLE).stream().map(LocalDate::parse).toList();
  }

  /** Hands the readings of a day to the documents. */
  void readings(LocalDate day, DayDocuments documents) throws SQLException {
    reader.rows(
        MeterReadings.TABLE,
        OF_READING,
        on(MeterReadings.LOCAL_DATE, day),
        row ->
            documents.add(
                row.get(MeterReadings.METER_ID),
                row.get(MeterReadings.MEASUREMENT_TYPE),
                DayReading.of(row)));
  }

  /** The figures of a day. */
  List<HiveRow> figures(LocalDate day) throws SQLException {
    return copied(TableCopy.DAYS, on(DailyStats.LOCAL_DATE, day));
  }

  /** The problems of a day. */
  List<HiveRow> problems(LocalDate day) throws SQLException {
    return copied(TableCopy.PROBLEMS, on(ProblemMeters.LOCAL_DATE, day));
  }

  /** The figures of a month, such as {@code 2022-07}. */
  List<HiveRow> months(String month) throws SQLException {
    return copied(
        TableCopy.MONTHS, HiveSql.column(MonthlyStats.MONTH) + " = " + HiveSql.literal(month));
  }

  private List<HiveRow> copied(TableCopy copy, String condition) throws SQLException {
    List<HiveRow> rows = new ArrayList<>();
    reader.rows(copy.table(), copy.columns(), condition, rows::add);
    return rows;
  }

  private static String on(Column<LocalDate> column, LocalDate day) {
    return HiveSql.column(column) + " = " + HiveSql.literal(day);
  }
}
