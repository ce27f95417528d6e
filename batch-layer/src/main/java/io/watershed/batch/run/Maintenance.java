package io.watershed.batch.run;

import io.watershed.core.contract.master.Readings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.actions.ExpireSnapshots;
import org.apache.iceberg.actions.RewriteDataFiles;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.spark.actions.SparkActions;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the master dataset's files few and its snapshots recent. No row is ever lost by it. */
final class Maintenance {

  private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);

  /** The stream that fills the tables looks at its newest commits after a restart. */
  private static final int SNAPSHOTS_KEPT = 100;

  private final SparkSession spark;
  private final BatchSettings settings;

  Maintenance(SparkSession spark, BatchSettings settings) {
    this.spark = spark;
    this.settings = settings;
  }

  /**
   * Joins small files of local days that are over and expires old snapshots.
   *
   * @param neededSnapshot the snapshot that the next run compares with; it and all after it stay
   */
  void tidyDays(Table table, Optional<Long> neededSnapshot, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    rewrite(
        SparkActions.get(spark)
            .rewriteDataFiles(table)
            .filter(
                Expressions.lessThan(Readings.LOCAL_DATE.name(), today.minusDays(1).toString())));
    expire(table, neededSnapshot, now);
  }

  /** The same for a table that no run compares with: all its small files are joined. */
  void tidy(Table table, Instant now) {
    rewrite(SparkActions.get(spark).rewriteDataFiles(table));
    expire(table, Optional.empty(), now);
  }

  private void rewrite(RewriteDataFiles files) {
    RewriteDataFiles.Result result =
        files.option("min-input-files", String.valueOf(settings.smallFiles())).execute();
    LOG.info(
        "joined {} small files of the master dataset to {}",
        result.rewrittenDataFilesCount(),
        result.addedDataFilesCount());
  }

  private void expire(Table table, Optional<Long> neededSnapshot, Instant now) {
    table.refresh();
    long before = now.minus(settings.snapshotRetention()).toEpochMilli();
    if (neededSnapshot.isPresent()) {
      Snapshot needed = table.snapshot(neededSnapshot.get());
      if (needed != null) {
        before = Math.min(before, needed.timestampMillis());
      }
    }
    ExpireSnapshots.Result result =
        SparkActions.get(spark)
            .expireSnapshots(table)
            .expireOlderThan(before)
            .retainLast(SNAPSHOTS_KEPT)
            .execute();
    LOG.info(
        "expired old snapshots of {}: deleted {} data files, {} manifests, {} manifest lists",
        table.name(),
        result.deletedDataFilesCount(),
        result.deletedManifestsCount(),
        result.deletedManifestListsCount());
  }
}
