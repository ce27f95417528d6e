package io.watershed.serving;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import io.watershed.hive.HiveConnections;
import io.watershed.hive.HiveRow;
import io.watershed.hive.HiveSql;
import io.watershed.hive.TableDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tables of the contract that hold text files, in a database of their own. What is written again
 * goes to another folder, as the batch layer does it.
 */
public final class TextTables {

  private static final String FORMAT =
      "ROW FORMAT DELIMITED FIELDS TERMINATED BY '|' COLLECTION ITEMS TERMINATED BY ',' STORED AS"
          + " TEXTFILE";
  private static final String NULL = "\\N";

  private final HiveConnections hive;
  private final Path folder;
  private final String database;
  private final Set<String> partitions = new HashSet<>();
  private int writings;

  /** Tables whose files lie in a folder; the connections stay the caller's. */
  public TextTables(HiveConnections hive, Path folder, String database) {
    this.hive = hive;
    this.folder = folder;
    this.database = database;
  }

  /** Makes the database. */
  public void createDatabase() throws SQLException {
    execute("CREATE DATABASE " + HiveSql.identifier(database));
  }

  /** Makes a table without rows. */
  public void create(Table table) throws SQLException {
    execute(new TableDefinition(database, table).create(FORMAT, uri(folder.resolve(table.name()))));
  }

  /** Writes the rows of a day or a month, in place of what it held. */
  public void partition(Table table, String value, HiveRow... rows)
      throws SQLException, IOException {
    String partition = "PARTITION (" + partitionedBy(table) + "='" + value + "')";
    String place = " LOCATION " + HiveSql.literal(uri(files(table, rows)));
    if (partitions.add(table + "/" + value)) {
      alter(table, "ADD " + partition + place);
    } else {
      alter(table, partition + " SET" + place);
    }
  }

  /** Takes a day or a month away. */
  public void drop(Table table, String value) throws SQLException {
    alter(table, "DROP PARTITION (" + partitionedBy(table) + "='" + value + "')");
    partitions.remove(table + "/" + value);
  }

  /** Writes the rows of a table without partitions, in place of what it held. */
  public void whole(Table table, HiveRow... rows) throws SQLException, IOException {
    alter(table, "SET LOCATION " + HiveSql.literal(uri(files(table, rows))));
  }

  /** Adds a row to a table without partitions. */
  public void add(Table table, HiveRow row) throws IOException {
    Path place = Files.createDirectories(folder.resolve(table.name()));
    Files.writeString(place.resolve("row-" + ++writings + ".txt"), line(table, row) + "\n");
  }

  /** Takes all rows away that were added. */
  public void clear(Table table) throws IOException {
    try (var files = Files.list(folder.resolve(table.name()))) {
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

  private Path files(Table table, HiveRow... rows) throws IOException {
    Path place = Files.createDirectories(folder.resolve(table.name() + "-" + ++writings));
    List<String> lines = Arrays.stream(rows).map(row -> line(table, row)).toList();
    Files.write(place.resolve("rows.txt"), lines);
    return place;
  }

  private static String line(Table table, HiveRow row) {
    return table.columns().stream()
        .map(column -> cell(row, column))
        .collect(Collectors.joining("|"));
  }

  private static String cell(HiveRow row, Column<?> column) {
    Object value = row.get(column);
    if (value == null) {
      return NULL;
    }
    return switch (column.type()) {
      case TEXT, INTEGER, LONG, DOUBLE, BOOLEAN, DATE -> value.toString();
      case WALL_CLOCK -> value.toString().replace('T', ' ') + (isWholeMinute(value) ? ":00" : "");
      case TEXTS ->
          ((List<?>) value).stream().map(Object::toString).collect(Collectors.joining(","));
      case INSTANT, COUNTS, BYTES ->
          throw new IllegalArgumentException("no text file holds " + column);
    };
  }

  /** Java leaves seconds out where there are none; Hive does not know it so. */
  private static boolean isWholeMinute(Object wallClock) {
    return wallClock.toString().length() == "2022-07-13T07:30".length();
  }

  private void alter(Table table, String change) throws SQLException {
    execute("ALTER TABLE " + HiveSql.table(database, table.name()) + " " + change);
  }

  private static String partitionedBy(Table table) {
    return HiveSql.column(table.partition().orElseThrow());
  }

  private static String uri(Path place) {
    return place.toUri().toString();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = hive.open();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
