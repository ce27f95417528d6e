package io.watershed.hive;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.ColumnType;
import io.watershed.core.contract.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The statements that make a declared table in Hive, or bring one of an older version up to date.
 *
 * @param database the database that holds it
 * @param table its declaration; no column may be an instant, which Hive cannot hold
 */
public record TableDefinition(String database, Table table) {

  /**
   * A definition.
   *
   * @throws IllegalArgumentException if a column's values are instants
   */
  public TableDefinition {
    for (Column<?> column : table.allColumns()) {
      if (column.type() == ColumnType.INSTANT) {
        throw new IllegalArgumentException(
            "Hive cannot hold the instants of " + table + "." + column);
      }
    }
  }

  /** The table's whole name, quoted. */
  public String name() {
    return HiveSql.table(database, table.name());
  }

  /**
   * The statement that creates the table over Parquet files, unless it exists.
   *
   * @param location the folder of the files
   */
  public String create(String location) {
    return create("STORED AS PARQUET", location);
  }

  /**
   * The statement that creates the table over files of some format, unless it exists.
   *
   * @param format how they are written, in words of Hive: {@code STORED AS TEXTFILE}
   * @param location the folder of the files
   */
  public String create(String format, String location) {
    return "CREATE EXTERNAL TABLE IF NOT EXISTS "
        + name()
        + " "
        + list(table.columns())
        + table.partition().map(TableDefinition::partitioning).orElse("")
        + " "
        + format
        + " LOCATION "
        + HiveSql.literal(location)
        // Whoever writes the files deletes them, when no query can read them any more.
        + " TBLPROPERTIES ('external.table.purge'='false')";
  }

  /**
   * The statement that gives a table of an older version the columns it lacks. They stand at the
   * end, and files written before have none of them: their rows read as null.
   *
   * @param present the names of the columns that it has now
   */
  public Optional<String> addMissingColumns(Set<String> present) {
    List<Column<?>> missing =
        table.columns().stream().filter(column -> !present.contains(column.name())).toList();
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "ALTER TABLE "
            + name()
            + " ADD COLUMNS "
            + list(missing)
            // A partition keeps columns of its own; without this, those that exist would read
            // as null even after they point at new files.
            + (table.partition().isPresent() ? " CASCADE" : ""));
  }

  private static String list(List<Column<?>> columns) {
    return columns.stream()
        .map(
            column ->
                HiveSql.identifier(column.name())
                    + " "
                    + column.type().hiveName()
                    + " COMMENT "
                    + HiveSql.literal(column.description()))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String partitioning(Column<?> column) {
    return " PARTITIONED BY ("
        + HiveSql.identifier(column.name())
        + " "
        + column.type().hiveName()
        + ")";
  }
}
