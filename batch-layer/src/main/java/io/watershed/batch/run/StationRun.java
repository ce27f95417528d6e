package io.watershed.batch.run;

import io.watershed.batch.hive.BatchTable;
import io.watershed.core.contract.RunMode;
import io.watershed.spark.MasterDataset;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The part of a run that is about stations: their days, and the views that those make. */
final class StationRun {

  private static final List<String> WHOLE = List.of(BatchTable.WHOLE);

  private final SparkSession spark;
  private final MasterDataset masterDataset;
  private final Warehouse warehouse;
  private final ViewFiles files;
  private final BatchSettings settings;
  private final ForecastRun forecasts;
  private final Progress progress;

  StationRun(
      SparkSession spark,
      MasterDataset masterDataset,
      Warehouse warehouse,
      ViewFiles files,
      BatchSettings settings,
      ForecastRun forecasts,
      Progress progress) {
    this.spark = spark;
    this.masterDataset = masterDataset;
    this.warehouse = warehouse;
    this.files = files;
    this.settings = settings;
    this.forecasts = forecasts;
    this.progress = progress;
  }

  /**
   * What was written.
   *
   * @param manifest what the views of the stations consist of now
   * @param counts what was counted on the way
   * @param forecast what was forecast; empty where there was nothing new to forecast from
   */
  record Result(
      StationManifest manifest, ObservationCounts counts, Optional<ForecastSummary> forecast) {}

  /**
   * Writes the files of the days of some work and of the views made of them.
   *
   * @param last what the views consisted of before, if there was a run that took stations
   */
  Result compute(String runId, Optional<StationManifest> last, FleetWork work) throws IOException {
    RunPlan plan = work.plan();
    StationManifest before =
        new StationManifest(
            work.master().id(),
            plan.changesSince().orElse(null),
            plan.viewHorizon().map(Instant::toEpochMilli).orElse(null),
            last.map(StationManifest::partitions).orElseGet(TreeMap::new),
            last.map(StationManifest::forecast).orElse(null));
    Dataset<Row> master = work.rows(spark, masterDataset.observations());
    SortedSet<String> days = RunDays.texts(plan.targets());
    ObservationCounts counts = days(runId, master, work);
    warehouse.ensurePartitions(BatchTable.STATION_OBSERVATIONS, runId, days);
    StationManifest manifest = before.pointing(BatchTable.STATION_OBSERVATIONS, days, runId);
    counts = counts.withParquetBytes(warehouse.bytes(folders(manifest, days)));
    progress.reached(BatchRun.Step.STATION_DAYS_WRITTEN);

    progress.tell("computing the hours and the state of the stations");
    StationViews views = new StationViews(files, warehouse, runId, plan.targets());
    manifest = manifest.pointing(BatchTable.STATION_HOURLY_SUMMARY, views.hours(manifest), runId);
    views.latest(manifest);
    manifest = manifest.pointing(BatchTable.STATION_LATEST, WHOLE, runId);
    views.metadata(
        before,
        manifest,
        master.where(ViewFiles.on(plan.targets())),
        LocalDate.ofInstant(plan.dataHorizon(), ZoneOffset.UTC).minusDays(settings.highWaterDays()),
        settings.highWaterLeastDays());
    manifest = manifest.pointing(BatchTable.STATION_METADATA, WHOLE, runId);
    progress.reached(BatchRun.Step.STATION_VIEWS_WRITTEN);
    if (plan.mode() == RunMode.RANGE) {
      return new Result(manifest, counts, Optional.empty());
    }
    ForecastRun.Result forecast = forecasts.compute(runId, manifest, plan.dataHorizon());
    progress.reached(BatchRun.Step.FORECASTS_WRITTEN);
    return new Result(forecast.manifest(), counts, forecast.summary());
  }

  private ObservationCounts days(String runId, Dataset<Row> master, FleetWork work) {
    StationRecomputation recomputation =
        new StationRecomputation(
            files,
            new CityWeatherStore(spark, masterDataset.weatherByCity()),
            work.plan().reach().lookback());
    return new DayPasses(work, settings.readingsPerPass())
            .compute("days of stations", progress, pass -> recomputation.days(runId, master, pass))
            .stream()
            .reduce(ObservationCounts.NONE, ObservationCounts::plus);
  }

  private Collection<String> folders(StationManifest manifest, SortedSet<String> days) {
    SortedMap<String, String> runs = new TreeMap<>(manifest.days());
    runs.keySet().retainAll(days);
    return warehouse.locations(BatchTable.STATION_OBSERVATIONS, runs).values();
  }
}
