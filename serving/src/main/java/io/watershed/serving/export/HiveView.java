package io.watershed.serving.export;

import io.watershed.hive.HiveSql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the table of one export, some partitions at a time. */
final class HiveView {

  private static final int TABLE_NOT_FOUND = 10001;
  private static final int DATABASE_NOT_FOUND = 10072;
  private static final int FETCH_ROWS = 10_000;

  /** What Hive names the partition of rows whose partition column is NULL. */
  private static final String NULL_PARTITION = "__HIVE_DEFAULT_PARTITION__";

  private static final Comparator<String> NULLS_LAST =
      Comparator.nullsLast(Comparator.naturalOrder());

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
   * @throws ViewMissingException if there is no such table, and a Hive of any age has it
   */
  List<String> partitions() throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW PARTITIONS " + table())) {
      while (rows.next()) {
        String value = HiveSql.partitionValue(rows.getString(1));
        if (!value.equals(NULL_PARTITION)) {
          values.add(value);
        }
      }
    } catch (SQLException problem) {
      if (problem.getErrorCode() == TABLE_NOT_FOUND && export.isYoung()) {
        return List.of();
      }
      if (problem.getErrorCode() == TABLE_NOT_FOUND
          || problem.getErrorCode() == DATABASE_NOT_FOUND) {
        throw new ViewMissingException(database + "." + export.table(), problem);
      }
      throw problem;
    }
    values.sort(Comparator.naturalOrder());
    return values;
  }

  /** Takes rows. */
  @FunctionalInterface
  interface RowTaker {
    void take(String[] cells) throws IOException;
  }

  /**
   * Hands over the cells of successive partitions in the export's order. They are sorted here,
   * since Hive would sort them only with a Tez session; so they are in memory together, and the
   * caller asks for few enough. Of an export in slices, a slice of one partition is in memory.
   */
  void rows(List<String> partitions, RowTaker taker) throws SQLException, IOException {
    if (export.slices().isEmpty()) {
      for (String[] cells : rows(select(partitions))) {
        taker.take(cells);
      }
      return;
    }
    for (String partition : partitions) {
      for (String slice : export.slices()) {
        for (String[] cells : rows(select(List.of(partition)) + " AND " + slice)) {
          taker.take(cells);
        }
      }
    }
  }

  private List<String[]> rows(String select) throws SQLException {
    List<Column> columns = export.columns();
    List<String[]> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH_ROWS);
      try (ResultSet result = statement.executeQuery(select)) {
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

  private String select(List<String> partitions) {
    String expressions =
        export.columns().stream().map(Column::expression).collect(Collectors.joining(", "));
    return "SELECT %s FROM %s WHERE %s BETWEEN %s AND %s"
        .formatted(
            expressions,
            table(),
            HiveSql.identifier(export.partitionColumn()),
            literal(partitions.get(0)),
            literal(partitions.get(partitions.size() - 1)));
  }

  private static String literal(String partition) {
    return partition.length() == "2022-07".length()
        ? HiveSql.literal(partition)
        : HiveSql.literal(LocalDate.parse(partition));
  }

  private Comparator<String[]> order() {
    int[] indexes = export.orderIndexes();
    return (left, right) -> {
      for (int index : indexes) {
        int compared = NULLS_LAST.compare(left[index], right[index]);
        if (compared != 0) {
          return compared;
        }
      }
      return 0;
    };
  }

  private String table() {
    return HiveSql.table(database, export.table());
  }
}
