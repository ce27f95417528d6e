package io.watershed.batch.run;

import io.watershed.batch.hive.ViewPublisher;
import io.watershed.batch.transform.ObservationView;
import io.watershed.batch.transform.Rules;
import io.watershed.spark.MasterDataset;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.iceberg.Table;
import org.apache.iceberg.spark.Spark3Util;
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
    STATION_DAYS_WRITTEN,
    STATION_VIEWS_WRITTEN,
    FORECASTS_WRITTEN,
    STATIONS_PUBLISHED,
    MANIFEST_WRITTEN,
    RECORDED
  }

  private final SparkSession spark;
  private final MasterDataset masterDataset;
  private final ViewPublisher views;
  private final BatchSettings settings;
  private final Rules rules;
  private final Clock clock;
  private final Progress progress;

  /**
   * A run.
   *
   * @param watchers are told what is being done
   */
  public BatchRun(
      SparkSession spark,
      MasterDataset masterDataset,
      ViewPublisher views,
      BatchSettings settings,
      Rules rules,
      Clock clock,
      Progress watchers) {
    this.spark = spark;
    this.masterDataset = masterDataset;
    this.views = views;
    this.settings = settings;
    this.rules = rules;
    this.clock = clock;
    this.progress = new Progress(what -> tell(watchers, what), watchers::reached);
  }

  /** Runs once, after any other run on this machine. */
  public RunSummary run(RunRequest request) throws IOException, SQLException {
    try (RunLock lock =
        RunLock.acquire(
            settings.lockFile(), () -> progress.tell("waiting for another batch run to end"))) {
      return runAlone(request);
    }
  }

  private RunSummary runAlone(RunRequest request) throws IOException, SQLException {
    Instant started = clock.instant();
    CompletableFuture<Void> tables = CompletableFuture.runAsync(this::createTables);
    masterDataset.createIfAbsent(spark);
    Warehouse warehouse =
        new Warehouse(settings.warehouse(), spark.sparkContext().hadoopConfiguration());
    Optional<RunManifest> last = warehouse.lastManifest();
    RunDays unfinished = warehouse.unfinishedDays();
    Table readings = load(masterDataset.readings());
    Table observations = load(masterDataset.observations());
    Optional<FleetWork> meters =
        FleetWork.of(
            request,
            readings,
            last,
            RunDays.dates(unfinished.meters()),
            new DayReach(settings.lookbackDays(), 0, true));
    Optional<FleetWork> stations =
        FleetWork.of(
            request,
            observations,
            last.flatMap(run -> Optional.ofNullable(run.stations())),
            RunDays.dates(unfinished.stations()),
            new DayReach(settings.lookbackDays(), ObservationView.AHEAD_DAYS, false));
    if (!hasTargets(meters) && !hasTargets(stations)) {
      await(tables);
      if (last.isPresent()) {
        new Publication(views, warehouse, last.get()).addMissing();
      }
      boolean empty = meters.isEmpty() && stations.isEmpty();
      progress.tell(
          empty ? "the master dataset is empty" : "nothing to do: no day has new readings");
      return RunSummary.nothing(
          started, clock.instant(), meters.map(work -> work.master().id()), last);
    }
    RunRecord record = compute(started, warehouse, last, meters, stations, tables);
    tidy(warehouse);
    return record.summary();
  }

  private static boolean hasTargets(Optional<FleetWork> work) {
    return work.filter(FleetWork::hasTargets).isPresent();
  }

  /** What the parts of a run share. */
  private record Shared(
      String runId,
      Warehouse warehouse,
      ViewFiles files,
      ForecastFiles memory,
      Progress progress,
      CompletableFuture<Void> tables) {}

  private RunRecord compute(
      Instant started,
      Warehouse warehouse,
      Optional<RunManifest> last,
      Optional<FleetWork> meters,
      Optional<FleetWork> stations,
      CompletableFuture<Void> tables)
      throws IOException, SQLException {
    Shared shared =
        new Shared(
            warehouse.newRunId(started),
            warehouse,
            new ViewFiles(spark, warehouse, settings.readingsPerTask()),
            new ForecastFiles(settings.warehouse(), spark.sparkContext().hadoopConfiguration()),
            progress,
            tables);
    warehouse.writePlan(
        shared.runId(), RunDays.of(FleetWork.targets(meters), FleetWork.targets(stations)));
    progress.reached(Step.PLANNED);
    RunManifest manifest = MeterRun.manifest(shared.runId(), last, meters);
    RunCounts meterCounts = RunCounts.NONE;
    if (hasTargets(meters)) {
      meterCounts = meters(shared, manifest, meters.get());
    }
    ObservationCounts stationCounts = ObservationCounts.NONE;
    Optional<ForecastSummary> forecast = Optional.empty();
    if (hasTargets(stations)) {
      StationRun.Result result = stations(shared, manifest, stations.get());
      manifest = manifest.with(result.manifest());
      stationCounts = result.counts();
      forecast = result.forecast();
    }
    warehouse.writeManifest(manifest);
    progress.reached(Step.MANIFEST_WRITTEN);
    RunRecord record =
        new RunRecord(
            shared.runId(),
            started,
            clock.instant(),
            manifest,
            meters,
            meterCounts,
            stations.filter(FleetWork::hasTargets),
            stationCounts,
            forecast,
            settings.smallFileBytes());
    commit(shared, record);
    return record;
  }

  private RunCounts meters(Shared shared, RunManifest manifest, FleetWork work)
      throws IOException, SQLException {
    MeterRun run =
        new MeterRun(
            spark,
            masterDataset,
            shared.warehouse(),
            settings,
            new Recomputation(spark, shared.files(), rules),
            shared.progress());
    RunCounts counts = run.compute(manifest, work);
    await(shared.tables());
    run.publish(new Publication(views, shared.warehouse(), manifest), work.plan());
    return counts;
  }

  private StationRun.Result stations(Shared shared, RunManifest before, FleetWork work)
      throws IOException, SQLException {
    ForecastRun forecasts =
        new ForecastRun(
            spark,
            shared.files(),
            shared.warehouse(),
            shared.memory(),
            settings.forecast(),
            clock,
            shared.progress());
    StationRun run =
        new StationRun(
            spark,
            masterDataset,
            shared.warehouse(),
            shared.files(),
            settings,
            forecasts,
            shared.progress());
    StationRun.Result result =
        run.compute(shared.runId(), Optional.ofNullable(before.stations()), work);
    await(shared.tables());
    progress.tell("publishing " + work.plan().targets().size() + " days of stations");
    new Publication(views, shared.warehouse(), before.with(result.manifest())).stations();
    progress.reached(Step.STATIONS_PUBLISHED);
    return result;
  }

  /** Writes the record, with which the run is done, and deletes what nothing needs any more. */
  private void commit(Shared shared, RunRecord record) throws IOException {
    Warehouse warehouse = shared.warehouse();
    RunManifest manifest = record.manifest();
    record.row(spark).write().parquet(warehouse.recordDraft(shared.runId()));
    warehouse.commitRecord(shared.runId());
    progress.reached(Step.RECORDED);
    warehouse.forgetBefore(shared.runId());
    if (manifest.stations() != null && manifest.stations().forecast() != null) {
      shared.memory().deleteOthers(manifest.stations().forecast());
    }
    int deleted = warehouse.deleteSuperseded(manifest, clock.instant().minus(settings.fileGrace()));
    progress.tell(record.inWords() + "; deleted " + deleted + " old partitions' files");
  }

  private void tidy(Warehouse warehouse) throws IOException {
    Instant now = clock.instant();
    Optional<Instant> last = warehouse.lastMaintenance();
    if (last.isEmpty()) {
      warehouse.noteMaintenance();
      return;
    }
    if (last.get().plus(settings.maintenanceEvery()).isAfter(now)) {
      return;
    }
    progress.tell("tidying the master dataset");
    Optional<RunManifest> manifest = warehouse.lastManifest();
    Maintenance maintenance = new Maintenance(spark, settings);
    maintenance.tidyDays(load(masterDataset.readings()), ViewState.comparedWith(manifest), now);
    maintenance.tidyDays(
        load(masterDataset.observations()),
        ViewState.comparedWith(manifest.flatMap(run -> Optional.ofNullable(run.stations()))),
        now);
    maintenance.tidy(load(masterDataset.weatherByCity()), now);
    maintenance.tidy(load(masterDataset.deadLetters()), now);
    warehouse.noteMaintenance();
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

  private static void tell(Progress watchers, String what) {
    LOG.info("{}", what);
    watchers.tell(what);
  }
}
