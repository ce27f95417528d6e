package io.watershed.batch.run;

import io.watershed.batch.LakeFixture;
import io.watershed.batch.hive.BatchTable;
import io.watershed.batch.transform.Rules;
import io.watershed.core.settings.Settings;
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

/** Runs of the batch layer whose views are folders instead of Hive's tables. */
final class FolderRuns {

  final FoldersOfViews folders = new FoldersOfViews();
  final Path warehouse;
  private final LakeFixture lake;

  /**
   * Runs over the test's master dataset with its settings, which are looked at before each run.
   *
   * @param name of the folder of the views' files; other names are other views
   */
  FolderRuns(LakeFixture lake, String name) {
    this.lake = lake;
    this.warehouse = lake.folder().resolve("hive").resolve(name);
  }

  RunSummary run(RunRequest request, Consumer<BatchRun.Step> watcher)
      throws IOException, SQLException {
    lake.overrides().put("hive.warehouse", warehouse.toUri().toString());
    Settings settings = lake.settings();
    return new BatchRun(
            lake.spark(),
            lake.dataset(),
            folders,
            BatchSettings.from(settings),
            Rules.from(settings),
            Clock.systemUTC(),
            new Progress(doing -> {}, watcher))
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
    return folders.rows(lake.spark(), table);
  }

  Map<BatchTable, List<String>> everything() {
    return folders.everything(lake.spark());
  }

  List<Row> records() {
    return lake.spark().read().parquet(warehouse.resolve("batch_runs").toString()).collectAsList();
  }
}
