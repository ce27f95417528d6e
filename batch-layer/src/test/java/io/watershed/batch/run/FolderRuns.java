package io.watershed.batch.run;

import io.watershed.batch.hive.BatchTable;
import io.watershed.batch.transform.Rules;
import io.watershed.core.settings.Settings;
import io.watershed.lake.MasterDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Runs of the batch layer whose views are folders instead of Hive's tables. */
final class FolderRuns {

  final FoldersOfViews folders = new FoldersOfViews();
  final Path warehouse;
  private final SparkSession spark;
  private final MasterDataset dataset;
  private final Map<String, String> overrides;

  /**
   * Runs over a master dataset.
   *
   * @param overrides settings, looked at before each run
   * @param warehouse the folder of the views' files
   */
  FolderRuns(
      SparkSession spark, MasterDataset dataset, Map<String, String> overrides, Path warehouse) {
    this.spark = spark;
    this.dataset = dataset;
    this.overrides = overrides;
    this.warehouse = warehouse;
  }

  RunSummary run(RunRequest request, Consumer<BatchRun.Step> watcher)
      throws IOException, SQLException {
    overrides.put("hive.warehouse", warehouse.toUri().toString());
    Settings settings = Settings.of(overrides);
    return new BatchRun(
            spark,
            dataset,
            folders,
            BatchSettings.from(settings),
            Rules.from(settings),
            Clock.systemUTC(),
            doing -> {},
            watcher)
        .run(request);
  }

  RunSummary run() throws IOException, SQLException {
    return run(new RunRequest.Changes(), step -> {});
  }

  RunSummary range(String from, String to) throws IOException, SQLException {
    return run(
        new RunRequest.Range(Optional.of(LocalDate.parse(from)), Optional.of(LocalDate.parse(to))),
        step -> {});
  }

  /** Runs until a step and dies there. */
  void dieAt(BatchRun.Step step) throws IOException, SQLException {
    run(
        new RunRequest.Changes(),
        reached -> {
          if (reached == step) {
            throw new IllegalStateException("killed at " + step);
          }
        });
  }

  List<String> rows(BatchTable table) {
    return folders.rows(spark, table);
  }

  Map<BatchTable, List<String>> everything() {
    return folders.everything(spark);
  }

  List<Row> records() {
    return spark.read().parquet(warehouse.resolve("batch_runs").toString()).collectAsList();
  }
}
