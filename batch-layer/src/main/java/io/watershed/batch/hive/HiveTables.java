package io.watershed.batch.hive;

import io.watershed.hive.HiveSql;
import io.watershed.hive.TableDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The definitions of the batch views. Timestamps are wall-clock readings: of UTC where the name
 * ends in {@code _time} or {@code _at}, of the meter's own zone for {@code local_time}.
 */
public final class HiveTables {

  /** A folder without files, where a table points until the first run has something for it. */
  private static final String NOTHING = "/nothing";

  private HiveTables() {}

  /** The statements that create the database and the tables that do not exist yet. */
  public static List<String> createAll(String database, String warehouse) {
    List<String> statements = new ArrayList<>();
    statements.add("CREATE DATABASE IF NOT EXISTS " + HiveSql.identifier(database));
    for (BatchTable table : BatchTable.values()) {
      String folder = warehouse + "/" + table.tableName();
      statements.add(
          new TableDefinition(database, table.table())
              .create(table.replacedAsWhole() ? folder + NOTHING : folder));
    }
    return statements;
  }

  /**
   * The statements that give tables of an older version the columns they lack.
   *
   * @param present the names of the columns that each table has now, by table name
   */
  public static List<String> addMissingColumns(String database, Map<String, Set<String>> present) {
    return Arrays.stream(BatchTable.values())
        .map(
            table ->
                new TableDefinition(database, table.table())
                    .addMissingColumns(present.getOrDefault(table.tableName(), Set.of())))
        .flatMap(Optional::stream)
        .toList();
  }
}
