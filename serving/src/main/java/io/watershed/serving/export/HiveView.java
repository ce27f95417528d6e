package io.watershed.serving.export;

import io.watershed.hive.HiveSql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the table of one export, partition by partition. */
final class HiveView {

  private static final int TABLE_NOT_FOUND = 10001;
  private static final int DATABASE_NOT_FOUND = 10072;
  private static final int FETCH_ROWS = 10_000;

  /** What Hive names the partition of rows whose partition column is NULL. */
  private static final String NULL_PARTITION = "__HIVE_DEFAULT_PARTITION__";

  private final Connection connection;
  private final String database;
  private final TableauExport export;

  HiveView(Connection connection, String database, TableauExport export) {
    this.connection = connection;
    this.database = database;
    this.export = export;
  }

  /**
   * Lets the server answer plain selects by reading files itself: no Tez session, which costs
   * seconds, is started for them, however large the partition.
   */
  static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET hive.fetch.task.conversion=more");
      statement.execute("SET hive.fetch.task.conversion.threshold=-1");
    }
  }

  /**
   * The days or months that the table has, ascending.
   *
   * @throws ViewMissingException if there is no such table
   */
  List<String> partitions() throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW PARTITIONS " + table())) {
      while (rows.next()) {
        String spec = rows.getString(1);
        String value = spec.substring(spec.indexOf('=') + 1);
        if (!value.equals(NULL_PARTITION)) {
          values.add(value);
        }
      }
    } catch (SQLException problem) {
      if (problem.getErrorCode() == TABLE_NOT_FOUND
          || problem.getErrorCode() == DATABASE_NOT_FOUND) {
        throw new ViewMissingException(database + "." + export.table(), problem);
      }
      throw problem;
    }
    values.sort(Comparator.naturalOrder());
    return values;
  }

  /**
   * The cells of one partition in the export's order. One day or month of the fleet is in memory at
   * a time, never the table: Hive could sort too, but only with a Tez session.
   */
  List<String[]> rows(String partition) throws SQLException {
    List<Column> columns = export.columns();
    List<String[]> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH_ROWS);
      try (ResultSet result = statement.executeQuery(select(partition))) {
        while (result.next()) {
          String[] cells = new String[columns.size()];
          for (int i = 0; i < cells.length; i++) {
            cells[i] = columns.get(i).cell(result, i + 1);
          }
          rows.add(cells);
        }
      }
    }
    rows.sort(order());
    return rows;
  }

  private String select(String partition) {
    String expressions =
        export.columns().stream().map(Column::expression).collect(Collectors.joining(", "));
    return "SELECT "
        + expressions
        + " FROM "
        + table()
        + " WHERE "
        + HiveSql.identifier(export.partitionColumn())
        + " = "
        + partitionLiteral(partition);
  }

  private static String partitionLiteral(String partition) {
    return partition.length() == "2022-07".length()
        ? HiveSql.literal(partition)
        : HiveSql.literal(LocalDate.parse(partition));
  }

  private Comparator<String[]> order() {
    Comparator<String> nullsLast = Comparator.nullsLast(Comparator.naturalOrder());
    Comparator<String[]> order = (left, right) -> 0;
    for (int index : export.orderIndexes()) {
      order = order.thenComparing(cells -> cells[index], nullsLast);
    }
    return order;
  }

  private String table() {
    return HiveSql.table(database, export.table());
  }
}
