package io.watershed.serving.views;

import io.watershed.hive.HiveConnections;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tables of the stations' columns that hold text files, in a database of their own. What is written
 * again goes to another folder, as the batch layer does it.
 */
final class StationViewTables {

  private final HiveConnections hive;
  private final Path folder;
  private final String database;
  private final Set<String> partitions = new HashSet<>();
  private int writings;

  StationViewTables(HiveConnections hive, Path folder, String database) {
    this.hive = hive;
    this.folder = folder;
    this.database = database;
  }

  void createDatabase() throws SQLException {
    execute("CREATE DATABASE " + database);
  }

  void createTables() throws SQLException {
    create(
        "station_hourly_summary",
        "station_id string, kind string, hour_start_time timestamp, element string, value_count"
            + " bigint, minimum double, maximum double, mean double, last_value double,"
            + " start_value double, excluded_count bigint",
        " PARTITIONED BY (utc_date date)");
    create(
        "station_metadata",
        "station_id string, kind string, name string, latitude double, longitude double, elevation"
            + " double, province string, city string, time_zone string, downstream string,"
            + " high_water double, high_water_from string, source string, first_time timestamp,"
            + " last_time timestamp, observations bigint",
        "");
    create(
        "water_level_forecasts",
        "station_id string, issued_time timestamp, target_time timestamp, lead_hours int, level"
            + " double, low double, high double, persistence_level double, method string, trend"
            + " string, probability_high_water double, high_water double, rise_watch boolean, risk"
            + " string",
        " PARTITIONED BY (issued_date date)");
    create(
        "forecast_skill",
        "station_id string, lead_hours int, from_time timestamp, to_time timestamp, forecasts"
            + " bigint, mae double, rmse double, nse double, persistence_mae double,"
            + " coefficient_of_persistence double, coverage double, mean_width double, hits bigint,"
            + " misses bigint, false_alarms bigint, computed_time timestamp",
        "");
  }

  private void create(String table, String columns, String partitioning) throws SQLException {
    execute(
        "CREATE EXTERNAL TABLE %s.%s (%s)%s ROW FORMAT DELIMITED FIELDS TERMINATED BY '|' STORED AS TEXTFILE LOCATION '%s'"
            .formatted(database, table, columns, partitioning, folder.resolve(table).toUri()));
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = hive.open();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Path files(String table, String... rows) throws IOException {
    Path place = Files.createDirectories(folder.resolve(table + "-" + ++writings));
    Files.write(place.resolve("rows.txt"), List.of(rows), StandardCharsets.UTF_8);
    return place;
  }

  /** Writes the rows of a day, in place of what it held. */
  void day(String table, String column, String day, String... rows)
      throws SQLException, IOException {
    String partition =
        "%s.%s %%s (%s='%s') %%s LOCATION '%s'"
            .formatted(database, table, column, day, files(table, rows).toUri());
    if (partitions.add(table + day)) {
      execute("ALTER TABLE " + partition.formatted("ADD PARTITION", ""));
    } else {
      execute("ALTER TABLE " + partition.formatted("PARTITION", "SET"));
    }
  }

  /** Writes the rows of a table without days, in place of what it held. */
  void whole(String table, String... rows) throws SQLException, IOException {
    execute(
        "ALTER TABLE %s.%s SET LOCATION '%s'"
            .formatted(database, table, files(table, rows).toUri()));
  }
}
