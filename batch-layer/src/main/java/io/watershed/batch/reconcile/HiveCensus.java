package io.watershed.batch.reconcile;

import io.watershed.core.contract.RunMode;
import io.watershed.core.contract.Table;
import io.watershed.core.contract.hive.BatchRuns;
import io.watershed.core.settings.Settings;
import io.watershed.hive.HiveConnections;
import io.watershed.hive.HiveSql;
import io.watershed.hive.HiveUnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;

/** Counts what Hive answers over JDBC: that, and no file, is what its readers see. */
final class HiveCensus {

  /** The one kind of row that is counted. */
  static final String ROWS = "rows";

  /**
   * What Hive says.
   *
   * @param rows rows of the stream's table by hour of arrival
   * @param batchSnapshot the snapshot that the last run over all changes has read; empty for none
   * @param problem why there are no readings, one sentence; empty when there are
   */
  record Result(Counts<String> rows, OptionalLong batchSnapshot, Optional<String> problem) {}

  private final Settings settings;
  private final String database;
  private final RawStream stream;

  private HiveCensus(Settings settings, String database, RawStream stream) {
    this.settings = settings;
    this.database = database;
    this.stream = stream;
  }

  static HiveCensus from(Settings settings, RawStream stream) {
    return new HiveCensus(settings, settings.string("hive.database"), stream);
  }

  Result count() {
    try (HiveConnections connections = HiveConnections.from(settings);
        Connection connection = connections.open();
        Statement statement = connection.createStatement()) {
      if (!exists(statement, BatchRuns.TABLE) || !exists(statement, stream.hiveTable())) {
        return nothing("Hive has no batch views yet: run the batch layer");
      }
      OptionalLong snapshot = batchSnapshot(statement);
      if (snapshot.isEmpty()) {
        return nothing("Hive has no batch views yet: run the batch layer");
      }
      return new Result(rows(statement), snapshot, Optional.empty());
    } catch (HiveUnavailableException away) {
      return nothing(away.getMessage());
    } catch (SQLException problem) {
      return nothing(
          "Hive cannot count: "
              + String.valueOf(problem.getMessage()).lines().findFirst().orElse("no message"));
    }
  }

  private static Result nothing(String problem) {
    return new Result(new Counts<>(), OptionalLong.empty(), Optional.of(problem));
  }

  private boolean exists(Statement statement, Table table) throws SQLException {
    try (ResultSet databases =
        statement.executeQuery("SHOW DATABASES LIKE " + HiveSql.literal(database))) {
      if (!databases.next()) {
        return false;
      }
    }
    try (ResultSet tables =
        statement.executeQuery(
            "SHOW TABLES IN "
                + HiveSql.identifier(database)
                + " LIKE "
                + HiveSql.literal(table.name()))) {
      return tables.next();
    }
  }

  /**
   * A run over a range leaves other days as they were, and one without news of the stream has no
   * snapshot of it, so neither says anything of the whole.
   */
  private OptionalLong batchSnapshot(Statement statement) throws SQLException {
    String newest = "";
    OptionalLong snapshot = OptionalLong.empty();
    try (ResultSet runs =
        statement.executeQuery(
            "SELECT CAST(%s AS string) AS `finished`, %s AS `snapshot`, %s AS `mode` FROM %s"
                .formatted(
                    HiveSql.identifier(BatchRuns.FINISHED_AT.name()),
                    HiveSql.identifier(stream.snapshotColumn().name()),
                    HiveSql.identifier(stream.modeColumn().name()),
                    HiveSql.table(database, BatchRuns.TABLE.name())))) {
      while (runs.next()) {
        String finished = runs.getString("finished");
        long read = runs.getLong("snapshot");
        if (!runs.wasNull()
            && !RunMode.RANGE.wireName().equals(runs.getString("mode"))
            && finished.compareTo(newest) > 0) {
          newest = finished;
          snapshot = OptionalLong.of(read);
        }
      }
    }
    return snapshot;
  }

  private Counts<String> rows(Statement statement) throws SQLException {
    Counts<String> counts = new Counts<>();
    // The text of a timestamp is its wall clock, which is UTC's; Hive's date functions would go
    // through the session's zone.
    try (ResultSet hours =
        statement.executeQuery(
            ("SELECT arrival_hour, count(*) AS `number` FROM"
                    + " (SELECT substr(CAST(%s AS string), 1, 13) AS arrival_hour FROM %s) arrivals"
                    + " GROUP BY arrival_hour")
                .formatted(
                    HiveSql.identifier(stream.arrivalColumn().name()),
                    HiveSql.table(database, stream.hiveTable().name())))) {
      while (hours.next()) {
        LocalDateTime hour =
            LocalDateTime.parse(hours.getString("arrival_hour").replace(' ', 'T') + ":00");
        counts.add(hour.toInstant(ZoneOffset.UTC), ROWS, hours.getLong("number"));
      }
    }
    return counts;
  }
}
