package io.watershed.batch.run;

import io.watershed.batch.hive.BatchTable;
import io.watershed.batch.hive.ViewPublisher;
import io.watershed.batch.transform.Rules;
import io.watershed.lake.MasterDataset;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run: finds out what changed, computes those days and their months anew from one snapshot,
 * makes the tables point at the new files and, last, writes the run's record.
 *
 * <p>Until the record stands, the next run takes the same changes again, and with them every day
 * that this one may have published. So a run that dies anywhere costs nothing but its time. A run
 * without changes writes nothing, not even a record.
 */
public final class BatchRun {

  private static final Logger LOG = LoggerFactory.getLogger(BatchRun.class);

  /** The steps of a run, for those who watch it. */
  enum Step {
    PLANNED,
    DAYS_WRITTEN,
    MONTHS_WRITTEN,
    DAYS_PUBLISHED,
    MONTHS_PUBLISHED,
    MANIFEST_WRITTEN,
    RECORDED
  }

  private final SparkSession spark;
  private final MasterDataset masterDataset;
  private final ViewPublisher views;
  private final BatchSettings settings;
  private final Rules rules;
  private final Clock clock;
  private final Consumer<Step> watcher;
  private final Consumer<String> progress;

  /**
   * A run.
   *
   * @param progress is told, in a few words, what is being done
   */
  public BatchRun(
      SparkSession spark,
      MasterDataset masterDataset,
      ViewPublisher views,
      BatchSettings settings,
      Rules rules,
      Clock clock,
      Consumer<String> progress) {
    this(spark, masterDataset, views, settings, rules, clock, progress, step -> {});
  }

  BatchRun(
      SparkSession spark,
      MasterDataset masterDataset,
      ViewPublisher views,
      BatchSettings settings,
      Rules rules,
      Clock clock,
      Consumer<String> progress,
      Consumer<Step> watcher) {
    this.spark = spark;
    this.masterDataset = masterDataset;
    this.views = views;
    this.settings = settings;
    this.rules = rules;
    this.clock = clock;
    this.progress = progress;
    this.watcher = watcher;
  }

  /** Runs once, after any other run on this machine. */
  public RunSummary run(RunRequest request) throws IOException, SQLException {
    try (RunLock lock =
        RunLock.acquire(settings.lockFile(), () -> tell("waiting for another batch run to end"))) {
      return runAlone(request);
    }
  }

  private RunSummary runAlone(RunRequest request) throws IOException, SQLException {
    Instant started = clock.instant();
    CompletableFuture<Void> tables = CompletableFuture.runAsync(this::createTables);
    masterDataset.createIfAbsent(spark);
    Table table = load(masterDataset.readings());
    Warehouse warehouse =
        new Warehouse(settings.warehouse(), spark.sparkContext().hadoopConfiguration());
    Optional<RunManifest> last = warehouse.lastManifest();
    Optional<MasterSnapshot> master = MasterSnapshot.newest(table);
    if (master.isEmpty()) {
      await(tables);
      tell("the master dataset is empty");
      return nothing(started, null, last);
    }
    RunPlan plan =
        RunPlan.of(
            request, master.get(), last, days(warehouse.unfinishedDays()), settings.lookbackDays());
    if (plan.targets().isEmpty()) {
      await(tables);
      if (last.isPresent()) {
        new Publication(views, warehouse, last.get()).addMissing();
      }
      tell("nothing to do: no day has new readings");
      return nothing(started, master.get().id(), last);
    }
    RunRecord record = compute(started, warehouse, master.get(), last, plan, tables);
    tidy(table, warehouse);
    return record.summary();
  }

  private RunRecord compute(
      Instant started,
      Warehouse warehouse,
      MasterSnapshot master,
      Optional<RunManifest> last,
      RunPlan plan,
      CompletableFuture<Void> tables)
      throws IOException, SQLException {
    String runId = warehouse.newRunId(started);
    SortedSet<String> days = texts(plan.targets());
    warehouse.writePlan(runId, days);
    watcher.accept(Step.PLANNED);

    RunManifest manifest = manifest(runId, master, last, plan);
    Recomputation recomputation =
        new Recomputation(spark, warehouse, rules, settings.readingsPerTask());
    RunCounts counts = computeDays(runId, recomputation, master, plan);
    watcher.accept(Step.DAYS_WRITTEN);
    tell("computing " + String.join(", ", plan.months()));
    recomputation.months(
        runId, dayFolders(warehouse, manifest, plan.months()), plan.monthHorizon());
    watcher.accept(Step.MONTHS_WRITTEN);

    await(tables);
    tell("publishing " + days.size() + " days");
    Publication publication = new Publication(views, warehouse, manifest);
    publication.createEmptyPartitions(days, plan.months());
    publication.days(days);
    watcher.accept(Step.DAYS_PUBLISHED);
    publication.months(plan.months());
    watcher.accept(Step.MONTHS_PUBLISHED);
    warehouse.writeManifest(manifest);
    watcher.accept(Step.MANIFEST_WRITTEN);
    RunRecord record =
        new RunRecord(
            runId,
            started,
            clock.instant(),
            master.id(),
            last.flatMap(run -> Optional.ofNullable(run.changesSince())),
            List.copyOf(days),
            counts,
            plan.viewHorizon(),
            plan.mode(),
            master.files(settings.smallFileBytes()));
    record.row(spark).write().parquet(warehouse.recordDraft(runId));
    warehouse.commitRecord(runId);
    watcher.accept(Step.RECORDED);
    warehouse.forgetBefore(runId);
    int deleted = warehouse.deleteSuperseded(manifest, clock.instant().minus(settings.fileGrace()));
    tell(
        "published "
            + days.size()
            + " days, "
            + counts.readings()
            + " readings, "
            + counts.problems()
            + " problems; deleted "
            + deleted
            + " old partitions' files");
    return record;
  }

  private RunCounts computeDays(
      String runId, Recomputation recomputation, MasterSnapshot master, RunPlan plan) {
    Dataset<Row> rows =
        spark.sql("SELECT * FROM " + masterDataset.readings() + " VERSION AS OF " + master.id());
    RunCounts counts = RunCounts.NONE;
    int done = 0;
    for (SortedSet<LocalDate> pass :
        DayPasses.of(master, plan.targets(), settings.readingsPerPass())) {
      SortedSet<LocalDate> input =
          TargetDays.inputOf(pass, plan.existing(), settings.lookbackDays());
      long rowCount = master.rows(input);
      tell(
          String.format(
              "computing days %s to %s from %,d rows, %d of %d days done",
              pass.first(), pass.last(), rowCount, done, plan.targets().size()));
      counts =
          counts.plus(recomputation.days(runId, rows, rowCount, input, pass, plan.dataHorizon()));
      done += pass.size();
    }
    return counts;
  }

  private static RunManifest manifest(
      String runId, MasterSnapshot master, Optional<RunManifest> last, RunPlan plan) {
    SortedMap<String, String> days = new TreeMap<>();
    SortedMap<String, String> months = new TreeMap<>();
    last.ifPresent(
        run -> {
          days.putAll(run.days());
          months.putAll(run.months());
        });
    plan.targets().forEach(day -> days.put(day.toString(), runId));
    plan.months().forEach(month -> months.put(month, runId));
    return new RunManifest(
        runId,
        master.id(),
        plan.changesSince().orElse(null),
        plan.viewHorizon().map(Instant::toEpochMilli).orElse(null),
        days,
        months);
  }

  private void tidy(Table table, Warehouse warehouse) throws IOException {
    Instant now = clock.instant();
    Optional<Instant> last = warehouse.lastMaintenance();
    if (last.isEmpty()) {
      warehouse.noteMaintenance();
      return;
    }
    if (last.get().plus(settings.maintenanceEvery()).isAfter(now)) {
      return;
    }
    tell("tidying the master dataset");
    Optional<RunManifest> manifest = warehouse.lastManifest();
    Maintenance maintenance = new Maintenance(spark, settings);
    maintenance.tidyReadings(
        table, manifest.flatMap(run -> Optional.ofNullable(run.changesSince())), now);
    maintenance.tidyDeadLetters(load(masterDataset.deadLetters()), now);
    warehouse.noteMaintenance();
  }

  private static List<String> dayFolders(
      Warehouse warehouse, RunManifest manifest, SortedSet<String> months) {
    return warehouse.locations(BatchTable.DAILY_STATS, manifest.days()).entrySet().stream()
        .filter(day -> months.contains(day.getKey().substring(0, "YYYY-MM".length())))
        .map(SortedMap.Entry::getValue)
        .toList();
  }

  private void createTables() {
    try {
      views.createTables();
    } catch (SQLException problem) {
      throw new CompletionException(problem);
    }
  }

  private static void await(CompletableFuture<Void> tables) throws SQLException {
    try {
      tables.join();
    } catch (CompletionException problem) {
      if (problem.getCause() instanceof SQLException refused) {
        throw refused;
      }
      if (problem.getCause() instanceof RuntimeException failed) {
        throw failed;
      }
      throw problem;
    }
  }

  private Table load(String name) {
    try {
      return Spark3Util.loadIcebergTable(spark, name);
    } catch (NoSuchTableException | ParseException problem) {
      throw new IllegalStateException("the table " + name + " cannot be loaded", problem);
    }
  }

  private RunSummary nothing(Instant started, Long snapshotId, Optional<RunManifest> last) {
    Instant finished = clock.instant();
    return new RunSummary(
        null,
        started.toString(),
        finished.toString(),
        Duration.between(started, finished).toMillis() / 1000.0,
        snapshotId,
        "nothing-new",
        List.of(),
        0,
        0,
        0,
        0,
        0,
        0,
        last.flatMap(run -> Optional.ofNullable(run.horizonMillis()))
            .map(millis -> Instant.ofEpochMilli(millis).toString())
            .orElse(null));
  }

  private static SortedSet<LocalDate> days(Collection<String> texts) {
    return texts.stream().map(LocalDate::parse).collect(Collectors.toCollection(TreeSet::new));
  }

  private static SortedSet<String> texts(Collection<LocalDate> days) {
    return days.stream().map(LocalDate::toString).collect(Collectors.toCollection(TreeSet::new));
  }

  private void tell(String what) {
    LOG.info("{}", what);
    progress.accept(what);
  }
}
