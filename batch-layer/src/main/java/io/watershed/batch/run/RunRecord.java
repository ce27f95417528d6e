package io.watershed.batch.run;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampNTZType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;
import static org.apache.spark.sql.types.DataTypes.createMapType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

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

  private static final StructType COLUMNS =
      new StructType()
          .add("run_id", StringType)
          .add("started_at", TimestampNTZType)
          .add("finished_at", TimestampNTZType)
          .add("duration_seconds", DoubleType)
          .add("snapshot_id", LongType)
          .add("previous_snapshot_id", LongType)
          .add("days_written", createArrayType(StringType, false))
          .add("days", IntegerType)
          .add("readings", LongType)
          .add("duplicates", LongType)
          .add("excluded", LongType)
          .add("unknown_meter", LongType)
          .add("disagreements", LongType)
          .add("problems", LongType)
          .add("horizon", TimestampNTZType)
          .add("mode", StringType)
          .add("files", LongType)
          .add("small_files", LongType)
          .add("station_snapshot_id", LongType)
          .add("station_mode", StringType)
          .add("station_days_written", createArrayType(StringType, false))
          .add("observations", LongType)
          .add("observation_messages", LongType)
          .add("observation_duplicates", LongType)
          .add("merged_messages", LongType)
          .add("flagged_values", createMapType(StringType, LongType))
          .add("raw_bytes", LongType)
          .add("parquet_bytes", LongType)
          .add("station_horizon", TimestampNTZType)
          .add("gauges_forecast", LongType)
          .add("gauges_at_high_risk", LongType);

  double durationSeconds() {
    return Duration.between(startedAt, finishedAt).toMillis() / MILLIS_PER_SECOND;
  }

  Dataset<Row> row(SparkSession spark) {
    Optional<MasterSnapshot.Files> files = meters.map(work -> work.master().files(smallFileBytes));
    List<Object> row = new ArrayList<>();
    row.add(runId);
    row.add(utc(startedAt));
    row.add(utc(finishedAt));
    row.add(durationSeconds());
    row.add(manifest.snapshotId());
    row.add(meters.flatMap(work -> work.plan().comparedWith()).orElse(null));
    row.add(days(meters).toArray());
    row.add(days(meters).size());
    row.add(counts.readings());
    row.add(counts.duplicates());
    row.add(counts.excluded());
    row.add(counts.unknownMeter());
    row.add(counts.disagreements());
    row.add(counts.problems());
    row.add(ViewState.horizon(Optional.of(manifest)).map(RunRecord::utc).orElse(null));
    row.add(mode());
    row.add(files.map(MasterSnapshot.Files::all).orElse(0L));
    row.add(files.map(MasterSnapshot.Files::small).orElse(0L));
    row.add(stations.map(work -> work.master().id()).orElse(null));
    row.add(stations.map(work -> work.plan().mode()).orElse(null));
    row.add(days(stations).toArray());
    row.add(stationCounts.observations());
    row.add(stationCounts.messages());
    row.add(stationCounts.duplicates());
    row.add(stationCounts.merged());
    row.add(scala.jdk.javaapi.CollectionConverters.asScala(stationCounts.flagged()));
    row.add(stationCounts.rawBytes());
    row.add(stationCounts.parquetBytes());
    row.add(
        ViewState.horizon(Optional.ofNullable(manifest.stations()))
            .map(RunRecord::utc)
            .orElse(null));
    row.add(forecast.map(ForecastSummary::gauges).orElse(null));
    row.add(forecast.map(ForecastSummary::highRisk).orElse(null));
    return spark.createDataFrame(List.of(RowFactory.create(row.toArray())), COLUMNS).coalesce(1);
  }

  RunSummary summary() {
    return new RunSummary(
        runId,
        startedAt.toString(),
        finishedAt.toString(),
        durationSeconds(),
        manifest.snapshotId(),
        mode(),
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
        work.plan().mode(),
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

  private String mode() {
    return meters
        .filter(FleetWork::hasTargets)
        .map(work -> work.plan().mode())
        .orElse("nothing-new");
  }

  private static List<String> days(Optional<FleetWork> work) {
    return List.copyOf(RunDays.texts(FleetWork.targets(work)));
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
  }
}
