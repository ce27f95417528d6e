package io.watershed.batch.run;

import io.watershed.core.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings of the batch layer.
 *
 * @param lookbackDays how many days before a day its figures may depend on
 * @param readingsPerTask readings that one task of the recomputation takes
 * @param readingsPerPass readings that are held at a time, on disk where memory is short
 * @param partitionsPerStatement how many partitions one statement adds to a Hive table
 * @param hiveConnections connections that repoint partitions side by side
 * @param fileGrace how long files that nothing points at any more stay
 * @param maintenanceEvery how often the master dataset is tidied
 * @param snapshotRetention how long the master dataset can be read as it was
 * @param smallFiles from how many files on a day of the master dataset is joined
 * @param smallFileBytes a data file of fewer bytes counts as small
 * @param highWaterDays how many days of levels say what high water is, at a gauge that does not
 * @param highWaterLeastDays days of levels without which nothing says it
 * @param forecast the settings of the forecasts
 * @param database Hive database of the views
 * @param warehouse folder of the views' files
 * @param lockFile file whose lock a run holds
 */
public record BatchSettings(
    int lookbackDays,
    int readingsPerTask,
    int readingsPerPass,
    int partitionsPerStatement,
    int hiveConnections,
    Duration fileGrace,
    Duration maintenanceEvery,
    Duration snapshotRetention,
    int smallFiles,
    int smallFileBytes,
    int highWaterDays,
    int highWaterLeastDays,
    ForecastSettings forecast,
    String database,
    String warehouse,
    Path lockFile) {

  private static final Duration YEAR = Duration.ofDays(366);

  /** The settings {@code batch.*} and {@code hive.*}. */
  public static BatchSettings from(Settings settings) {
    return new BatchSettings(
        settings.integer("batch.lookback-days", 1, 60),
        settings.integer("batch.readings-per-task", 1000, 100_000_000),
        settings.integer("batch.readings-per-pass", 1000, 2_000_000_000),
        settings.integer("batch.partitions-per-statement", 1, 1000),
        settings.integer("batch.hive-connections", 1, 16),
        settings.duration("batch.file-grace", Duration.ZERO, YEAR),
        settings.duration("batch.maintenance.every", Duration.ZERO, YEAR),
        settings.duration("batch.maintenance.snapshot-retention", Duration.ZERO, YEAR),
        settings.integer("batch.maintenance.small-files", 2, 100_000),
        settings.integer("batch.maintenance.small-file-bytes", 1, Integer.MAX_VALUE),
        settings.integer("batch.high-water.days", 1, 3660),
        settings.integer("batch.high-water.least-days", 0, 3660),
        ForecastSettings.from(settings),
        settings.string("hive.database"),
        settings.string("hive.warehouse"),
        settings.path("data-dir").resolve("run").resolve("batch.lock"));
  }
}
