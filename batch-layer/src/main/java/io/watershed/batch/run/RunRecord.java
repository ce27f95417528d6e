package io.watershed.batch.run;

import io.watershed.core.contract.RunMode;
import io.watershed.core.contract.hive.BatchRuns;
import io.watershed.spark.RowLayout;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The row of {@code batch_runs} for one run.
 *
 * @param runId the run
 * @param startedAt when it began
 * @param finishedAt when its views were published
 * @param manifest what the views consist of now
 * @param meters what was done of meters; empty as long as there are no readings
 * @param counts what was written of meters
 * @param stations what was done of stations; empty when they had no news
 * @param stationCounts what was written of stations
 * @param forecast what was forecast, if anything
 * @param smallFileBytes a data file of fewer bytes counts as small
 */
record RunRecord(
    String runId,
    Instant startedAt,
    Instant finishedAt,
    RunManifest manifest,
    Optional<FleetWork> meters,
    RunCounts counts,
    Optional<FleetWork> stations,
    ObservationCounts stationCounts,
    Optional<ForecastSummary> forecast,
    int smallFileBytes) {

  private static final double MILLIS_PER_SECOND = 1000;

  private static final RowLayout LAYOUT = RowLayout.of(BatchRuns.TABLE);

  double durationSeconds() {
    return Duration.between(startedAt, finishedAt).toMillis() / MILLIS_PER_SECOND;
  }

  Dataset<Row> row(SparkSession spark) {
    Optional<MasterSnapshot.Files> files = meters.map(work -> work.master().files(smallFileBytes));
    Row row =
        LAYOUT
            .values()
            .set(BatchRuns.RUN_ID, runId)
            .set(BatchRuns.STARTED_AT, utc(startedAt))
            .set(BatchRuns.FINISHED_AT, utc(finishedAt))
            .set(BatchRuns.DURATION_SECONDS, durationSeconds())
            .set(BatchRuns.SNAPSHOT_ID, manifest.snapshotId())
            .set(
                BatchRuns.PREVIOUS_SNAPSHOT_ID,
                meters.flatMap(work -> work.plan().comparedWith()).orElse(null))
            .set(BatchRuns.DAYS_WRITTEN, days(meters))
            .set(BatchRuns.DAYS, days(meters).size())
            .set(BatchRuns.READINGS, counts.readings())
            .set(BatchRuns.DUPLICATES, counts.duplicates())
            .set(BatchRuns.EXCLUDED, counts.excluded())
            .set(BatchRuns.UNKNOWN_METER, counts.unknownMeter())
            .set(BatchRuns.DISAGREEMENTS, counts.disagreements())
            .set(BatchRuns.PROBLEMS, counts.problems())
            .set(BatchRuns.HORIZON, horizon(Optional.of(manifest)))
            .set(BatchRuns.MODE, mode().wireName())
            .set(BatchRuns.FILES, files.map(MasterSnapshot.Files::all).orElse(0L))
            .set(BatchRuns.SMALL_FILES, files.map(MasterSnapshot.Files::small).orElse(0L))
            .set(
                BatchRuns.STATION_SNAPSHOT_ID,
                stations.map(work -> work.master().id()).orElse(null))
            .set(
                BatchRuns.STATION_MODE,
                stations.map(work -> work.plan().mode().wireName()).orElse(null))
            .set(BatchRuns.STATION_DAYS_WRITTEN, days(stations))
            .set(BatchRuns.OBSERVATIONS, stationCounts.observations())
            .set(BatchRuns.OBSERVATION_MESSAGES, stationCounts.messages())
            .set(BatchRuns.OBSERVATION_DUPLICATES, stationCounts.duplicates())
            .set(BatchRuns.MERGED_MESSAGES, stationCounts.merged())
            .set(BatchRuns.FLAGGED_VALUES, stationCounts.flagged())
            .set(BatchRuns.RAW_BYTES, stationCounts.rawBytes())
            .set(BatchRuns.PARQUET_BYTES, stationCounts.parquetBytes())
            .set(BatchRuns.STATION_HORIZON, horizon(Optional.ofNullable(manifest.stations())))
            .set(BatchRuns.GAUGES_FORECAST, forecast.map(ForecastSummary::gauges).orElse(null))
            .set(
                BatchRuns.GAUGES_AT_HIGH_RISK, forecast.map(ForecastSummary::highRisk).orElse(null))
            .row();
    return spark.createDataFrame(List.of(row), LAYOUT.schema()).coalesce(1);
  }

  RunSummary summary() {
    return new RunSummary(
        runId,
        startedAt.toString(),
        finishedAt.toString(),
        durationSeconds(),
        manifest.snapshotId(),
        mode().wireName(),
        days(meters),
        counts.readings(),
        counts.duplicates(),
        counts.excluded(),
        counts.unknownMeter(),
        counts.problems(),
        counts.disagreements(),
        ViewState.horizon(Optional.of(manifest)).map(Instant::toString).orElse(null),
        stations.map(this::stationSummary).orElse(null));
  }

  private StationSummary stationSummary(FleetWork work) {
    return StationSummary.of(
        work.plan().mode().wireName(),
        days(stations),
        stationCounts,
        manifest.stations(),
        forecast.orElse(null));
  }

  /** What was published, in one sentence. */
  String inWords() {
    String words =
        "published "
            + days(meters).size()
            + " days, "
            + counts.readings()
            + " readings, "
            + counts.problems()
            + " problems";
    return stations.isEmpty() ? words : words + "; " + stationSummary(stations.get()).inWords();
  }

  private RunMode mode() {
    return meters
        .filter(FleetWork::hasTargets)
        .map(work -> work.plan().mode())
        .orElse(RunMode.NOTHING_NEW);
  }

  private static List<String> days(Optional<FleetWork> work) {
    return List.copyOf(RunDays.texts(FleetWork.targets(work)));
  }

  private static LocalDateTime horizon(Optional<? extends ViewState> state) {
    return ViewState.horizon(state).map(RunRecord::utc).orElse(null);
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
  }
}
