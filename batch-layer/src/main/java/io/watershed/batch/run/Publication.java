package io.watershed.batch.run;

import io.watershed.batch.hive.BatchTable;
import io.watershed.batch.hive.ViewPublisher;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes the tables point at what a manifest names. Doing it twice changes nothing. */
final class Publication {

  private static final List<BatchTable> DAY_TABLES =
      List.of(BatchTable.METER_READINGS, BatchTable.DAILY_STATS, BatchTable.PROBLEM_METERS);

  private static final List<BatchTable> STATION_TABLES =
      List.of(
          BatchTable.STATION_OBSERVATIONS,
          BatchTable.STATION_HOURLY_SUMMARY,
          BatchTable.STATION_METADATA,
          BatchTable.STATION_LATEST,
          BatchTable.WATER_LEVEL_FORECASTS,
          BatchTable.FORECAST_SKILL);

  private final ViewPublisher views;
  private final Warehouse warehouse;
  private final RunManifest manifest;

  Publication(ViewPublisher views, Warehouse warehouse, RunManifest manifest) {
    this.views = views;
    this.warehouse = warehouse;
    this.manifest = manifest;
  }

  /** Makes folders for partitions without rows, such as those of days without problems. */
  void createEmptyPartitions(Set<String> days, Set<String> months) throws IOException {
    for (BatchTable table : DAY_TABLES) {
      warehouse.ensurePartitions(table, manifest.runId(), days);
    }
    warehouse.ensurePartitions(BatchTable.MONTHLY_STATS, manifest.runId(), months);
  }

  /** Points the tables of days; a day's readings, figures and problems follow one another. */
  void days(Set<String> moved) throws SQLException {
    for (BatchTable table : DAY_TABLES) {
      point(table, moved);
    }
  }

  void months(Set<String> moved) throws SQLException {
    point(BatchTable.MONTHLY_STATS, moved);
  }

  /** Points the tables of stations at all that the manifest's own run wrote. */
  void stations() throws SQLException {
    for (BatchTable table : STATION_TABLES) {
      Set<String> moved = new TreeSet<>();
      manifest
          .runsOf(table)
          .forEach(
              (value, runId) -> {
                if (runId.equals(manifest.runId())) {
                  moved.add(value);
                }
              });
      point(table, moved);
    }
  }

  private void point(BatchTable table, Set<String> moved) throws SQLException {
    views.point(table, warehouse.locations(table, manifest.runsOf(table)), moved);
  }

  /** Adds what the tables lost, such as after Hive's metastore was made anew. */
  void addMissing() throws SQLException {
    days(Set.of());
    months(Set.of());
    for (BatchTable table : STATION_TABLES) {
      point(table, Set.of());
    }
  }
}
