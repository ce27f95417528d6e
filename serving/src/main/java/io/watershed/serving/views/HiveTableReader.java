package io.watershed.serving.views;

import io.watershed.hive.HiveSql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Reads tables of one database of Hive over a connection that stays the caller's. */
final class HiveTableReader {

  private static final int FETCH_ROWS = 10_000;

  /** Reads the row that a result stands on. */
  @FunctionalInterface
  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private final Connection connection;
  private final String database;

  HiveTableReader(Connection connection, String database) {
    this.connection = connection;
    this.database = database;
  }

  /** A table's whole name, quoted. */
  String table(String name) {
    return HiveSql.table(database, name);
  }

  void read(String sql, RowReader reader) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH_ROWS);
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    }
  }

  /** The days that a table is partitioned by, ascending. */
  List<LocalDate> days(String table) throws SQLException {
    List<LocalDate> days = new ArrayList<>();
    read(
        "SHOW PARTITIONS " + table(table),
        row -> {
          String day = HiveSql.partitionValue(row.getString(1));
          // Rows without a day lie in a partition of Hive's own name.
          if (Character.isDigit(day.charAt(0))) {
            days.add(LocalDate.parse(day));
          }
        });
    days.sort(null);
    return days;
  }

  /** A number, or null. */
  static Double decimal(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }

  /** A whole number, or null. */
  static Long whole(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  /** The instant of a wall clock of UTC, {@code 2022-07-13 07:30:01.5}, or null. */
  static Long millis(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null
        ? null
        : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
