package io.watershed.batch.hive;

import io.watershed.hive.HiveConnections;
import io.watershed.hive.HiveSql;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes Hive's tables point at files. Pointing twice at the same files changes nothing, so a run
 * that died half way is simply published again.
 *
 * <p>Connections are kept until this is closed: opening one costs Hive as much as some ten
 * statements.
 */
public final class HivePublisher implements ViewPublisher, AutoCloseable {

  private final HiveConnections connections;
  private final String database;
  private final String warehouse;
  private final int partitionsPerStatement;
  private final int connectionCount;
  private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

  /**
   * A publisher.
   *
   * @param database the database of the tables
   * @param warehouse the folder of the tables' folders
   * @param partitionsPerStatement how many partitions one statement adds
   * @param connectionCount how many connections repoint side by side
   */
  public HivePublisher(
      HiveConnections connections,
      String database,
      String warehouse,
      int partitionsPerStatement,
      int connectionCount) {
    this.connections = connections;
    this.database = database;
    this.warehouse = warehouse;
    this.partitionsPerStatement = partitionsPerStatement;
    this.connectionCount = connectionCount;
  }

  @Override
  public void createTables() throws SQLException {
    Connection connection = borrow();
    try (Statement statement = connection.createStatement()) {
      for (String definition : HiveTables.createAll(database, warehouse)) {
        statement.execute(definition);
      }
      for (String addition :
          HiveTables.addMissingColumns(database, columns(connection.getMetaData()))) {
        statement.execute(addition);
      }
      for (String view : HiveViews.createAll(database)) {
        statement.execute(view);
      }
    }
    idle.add(connection);
  }

  private Map<String, Set<String>> columns(DatabaseMetaData metaData) throws SQLException {
    Map<String, Set<String>> columns = new TreeMap<>();
    try (ResultSet rows = metaData.getColumns(null, database, "%", "%")) {
      while (rows.next()) {
        // An underscore in the name stands for any character.
        if (rows.getString("TABLE_SCHEM").equalsIgnoreCase(database)) {
          columns
              .computeIfAbsent(rows.getString("TABLE_NAME"), name -> new TreeSet<>())
              .add(rows.getString("COLUMN_NAME"));
        }
      }
    }
    return columns;
  }

  /** The values of the partitions that a table has. */
  public Set<String> partitions(BatchTable table) throws SQLException {
    Set<String> values = new TreeSet<>();
    Connection connection = borrow();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW PARTITIONS " + name(table))) {
      while (rows.next()) {
        values.add(HiveSql.partitionValue(rows.getString(1)));
      }
    }
    idle.add(connection);
    return values;
  }

  @Override
  public void point(BatchTable table, Map<String, String> locations, Set<String> moved)
      throws SQLException {
    if (table.replacedAsWhole()) {
      String location = locations.get(BatchTable.WHOLE);
      execute(location == null ? List.of() : List.of(relocation(table, "", location)));
      return;
    }
    Set<String> present = partitions(table);
    Map<String, String> missing = new TreeMap<>(locations);
    missing.keySet().removeAll(present);
    List<String> statements = additions(table, missing);
    for (String value : moved) {
      if (present.contains(value)) {
        statements.add(relocation(table, partition(table, value), locations.get(value)));
      }
    }
    execute(statements);
  }

  private String relocation(BatchTable table, String partition, String location) {
    return "ALTER TABLE " + name(table) + partition + " SET LOCATION " + HiveSql.literal(location);
  }

  private List<String> additions(BatchTable table, Map<String, String> locations) {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    int inStatement = 0;
    for (Map.Entry<String, String> entry : locations.entrySet()) {
      if (inStatement == 0) {
        statement.append("ALTER TABLE ").append(name(table)).append(" ADD IF NOT EXISTS");
      }
      statement
          .append(partition(table, entry.getKey()))
          .append(" LOCATION ")
          .append(HiveSql.literal(entry.getValue()));
      if (++inStatement == partitionsPerStatement) {
        statements.add(statement.toString());
        statement.setLength(0);
        inStatement = 0;
      }
    }
    if (inStatement > 0) {
      statements.add(statement.toString());
    }
    return statements;
  }

  private void execute(List<String> statements) throws SQLException {
    int workers = Math.min(connectionCount, statements.size());
    if (workers == 0) {
      return;
    }
    ExecutorService executor = Executors.newFixedThreadPool(workers);
    try {
      List<Future<?>> parts = new ArrayList<>();
      for (int worker = 0; worker < workers; worker++) {
        int first = worker;
        parts.add(
            executor.submit(
                () -> {
                  executeEvery(statements, first, workers);
                  return null;
                }));
      }
      for (Future<?> part : parts) {
        part.get();
      }
    } catch (ExecutionException problem) {
      if (problem.getCause() instanceof SQLException refused) {
        throw refused;
      }
      throw new IllegalStateException("repointing failed", problem.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while repointing", stop);
    } finally {
      executor.shutdownNow();
    }
  }

  private void executeEvery(List<String> statements, int first, int step) throws SQLException {
    Connection connection = borrow();
    try (Statement statement = connection.createStatement()) {
      for (int i = first; i < statements.size(); i += step) {
        statement.execute(statements.get(i));
      }
    }
    idle.add(connection);
  }

  // A connection on which a statement failed is not given back.
  private Connection borrow() {
    Connection connection = idle.poll();
    return connection != null ? connection : connections.open();
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
      connection.close();
    }
  }

  private String name(BatchTable table) {
    return HiveSql.table(database, table.tableName());
  }

  private static String partition(BatchTable table, String value) {
    return " PARTITION ("
        + HiveSql.identifier(table.partitionColumn().orElseThrow())
        + "="
        + HiveSql.literal(value)
        + ")";
  }
}
