package io.watershed.hive;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads tables of the contract from one database, over a connection that stays the caller's. Every
 * statement is one that Hive answers by reading files or asking its metastore: no Tez session,
 * which costs seconds, is started for it, however large a partition is. For one thread.
 */
public final class HiveReader {

  private static final int FETCH_ROWS = 10_000;

  /** What Hive names the partition of rows whose partition column is NULL. */
  private static final String NULL_PARTITION = "__HIVE_DEFAULT_PARTITION__";

  /** Takes the row that a result stands on. */
  @FunctionalInterface
  public interface ResultTaker {
    /** Reads it. */
    void take(ResultSet row) throws SQLException;
  }

  private final Connection connection;
  private final String database;
  private final Map<Table, Set<String>> present = new HashMap<>();

  /**
   * A reader, which sets the connection up.
   *
   * @throws SQLException if the connection is broken
   */
  public HiveReader(Connection connection, String database) throws SQLException {
    this.connection = connection;
    this.database = database;
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET hive.fetch.task.conversion=more");
      statement.execute("SET hive.fetch.task.conversion.threshold=-1");
    }
  }

  /** The database's name. */
  public String database() {
    return database;
  }

  /** A table's whole name, quoted. */
  public String name(Table table) {
    return HiveSql.table(database, table.name());
  }

  /** Hands over the rows of any statement. */
  public void read(String sql, ResultTaker taker) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH_ROWS);
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          taker.take(rows);
        }
      }
    }
  }

  /** Whether the database has a table; a Hive of older days may not. */
  public boolean has(Table table) throws SQLException {
    List<String> found = new ArrayList<>();
    read(
        "SHOW TABLES IN " + HiveSql.identifier(database) + " LIKE " + HiveSql.literal(table.name()),
        row -> found.add(row.getString(1)));
    return !found.isEmpty();
  }

  /** The values that part a table, ascending; rows without one belong to none. */
  public List<String> partitions(Table table) throws SQLException {
    List<String> values = new ArrayList<>();
    read(
        "SHOW PARTITIONS " + name(table),
        row -> {
          String value = HiveSql.partitionValue(row.getString(1));
          if (!value.equals(NULL_PARTITION)) {
            values.add(value);
          }
        });
    values.sort(null);
    return values;
  }

  /**
   * Hands over rows, in no order. A column that the table of an older version lacks is null in all
   * of them, and so is a number that is not finite.
   *
   * @param columns those that the rows are to have
   * @param condition which rows; empty for all
   */
  public void rows(
      Table table, Collection<Column<?>> columns, String condition, Consumer<HiveRow> taker)
      throws SQLException {
    Set<String> names = columnNames(table);
    List<Column<?>> read =
        columns.stream().filter(column -> names.contains(column.name())).toList();
    Map<Column<?>, Integer> places = HiveRow.places(columns);
    String select =
        "SELECT "
            + read.stream().map(HiveValues::expression).collect(Collectors.joining(", "))
            + " FROM "
            + name(table)
            + (condition.isEmpty() ? "" : " WHERE " + condition);
    read(
        select,
        row -> {
          Object[] values = new Object[columns.size()];
          for (int place = 0; place < read.size(); place++) {
            Column<?> column = read.get(place);
            values[places.get(column)] = HiveValues.value(column, row, place + 1);
          }
          taker.accept(HiveRow.of(places, values));
        });
  }

  /** Which columns a table has; asked for once, until {@link #lookAnew}. */
  private Set<String> columnNames(Table table) throws SQLException {
    Set<String> names = present.get(table);
    if (names == null) {
      Set<String> found = new HashSet<>();
      read("SHOW COLUMNS IN " + name(table), row -> found.add(row.getString(1).strip()));
      present.put(table, found);
      names = found;
    }
    return names;
  }

  /** Asks anew at the next read which columns a table has: a newer version may have added some. */
  public void lookAnew() {
    present.clear();
  }
}
