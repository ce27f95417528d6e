package io.watershed.batch.run;

import io.watershed.batch.hive.BatchTable;
import io.watershed.spark.MasterDataset;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The part of a run that is about meters: their days, and the months that those make. */
final class MeterRun {

  private final SparkSession spark;
  private final MasterDataset masterDataset;
  private final Warehouse warehouse;
  private final BatchSettings settings;
  private final Recomputation recomputation;
  private final Progress progress;

  MeterRun(
      SparkSession spark,
      MasterDataset masterDataset,
      Warehouse warehouse,
      BatchSettings settings,
      Recomputation recomputation,
      Progress progress) {
    this.spark = spark;
    this.masterDataset = masterDataset;
    this.warehouse = warehouse;
    this.settings = settings;
    this.recomputation = recomputation;
    this.progress = progress;
  }

  /** What the views consist of once a run has done its work on meters. */
  static RunManifest manifest(
      String runId, Optional<RunManifest> last, Optional<FleetWork> someWork) {
    SortedMap<String, String> days = new TreeMap<>();
    SortedMap<String, String> months = new TreeMap<>();
    last.ifPresent(
        run -> {
          days.putAll(run.days());
          months.putAll(run.months());
        });
    StationManifest stations = last.map(RunManifest::stations).orElse(null);
    if (someWork.isEmpty() || !someWork.get().hasTargets()) {
      return new RunManifest(
          runId,
          last.map(RunManifest::snapshotId).orElse(null),
          last.map(RunManifest::changesSince).orElse(null),
          last.map(RunManifest::horizonMillis).orElse(null),
          days,
          months,
          stations);
    }
    RunPlan plan = someWork.get().plan();
    plan.targets().forEach(day -> days.put(day.toString(), runId));
    plan.months().forEach(month -> months.put(month, runId));
    return new RunManifest(
        runId,
        someWork.get().master().id(),
        plan.changesSince().orElse(null),
        plan.viewHorizon().map(Instant::toEpochMilli).orElse(null),
        days,
        months,
        stations);
  }

  /** Writes the files that a manifest names for this run. */
  RunCounts compute(RunManifest manifest, FleetWork work) {
    String runId = manifest.runId();
    RunPlan plan = work.plan();
    RunCounts counts = days(runId, work);
    progress.reached(BatchRun.Step.DAYS_WRITTEN);
    progress.tell("computing " + String.join(", ", plan.months()));
    recomputation.months(runId, dayFolders(manifest, plan.months()), plan.monthHorizon());
    progress.reached(BatchRun.Step.MONTHS_WRITTEN);
    return counts;
  }

  /** Points the tables at the files of this run. */
  void publish(Publication publication, RunPlan plan) throws IOException, SQLException {
    SortedSet<String> days = RunDays.texts(plan.targets());
    progress.tell("publishing " + days.size() + " days");
    publication.createEmptyPartitions(days, plan.months());
    publication.days(days);
    progress.reached(BatchRun.Step.DAYS_PUBLISHED);
    publication.months(plan.months());
    progress.reached(BatchRun.Step.MONTHS_PUBLISHED);
  }

  private RunCounts days(String runId, FleetWork work) {
    Dataset<Row> rows = work.rows(spark, masterDataset.readings());
    return new DayPasses(work, settings.readingsPerPass())
            .compute(
                "days",
                progress,
                pass -> recomputation.days(runId, rows, pass, work.plan().dataHorizon()))
            .stream()
            .reduce(RunCounts.NONE, RunCounts::plus);
  }

  private List<String> dayFolders(RunManifest manifest, SortedSet<String> months) {
    return warehouse.locations(BatchTable.DAILY_STATS, manifest.days()).entrySet().stream()
        .filter(day -> months.contains(day.getKey().substring(0, "YYYY-MM".length())))
        .map(SortedMap.Entry::getValue)
        .toList();
  }
}
