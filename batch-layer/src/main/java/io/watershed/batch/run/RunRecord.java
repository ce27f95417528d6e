package io.watershed.batch.run;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampNTZType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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
 * @param snapshotId the snapshot read
 * @param previousSnapshotId the snapshot from which changes were looked for, if any
 * @param days local days written
 * @param counts what was written
 * @param horizon newest reading the views hold; empty as long as only ranges were computed
 * @param mode incremental, everything or range
 * @param files data files of the master dataset in the snapshot read
 */
record RunRecord(
    String runId,
    Instant startedAt,
    Instant finishedAt,
    long snapshotId,
    Optional<Long> previousSnapshotId,
    List<String> days,
    RunCounts counts,
    Optional<Instant> horizon,
    String mode,
    MasterSnapshot.Files files) {

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
          .add("small_files", LongType);

  double durationSeconds() {
    return Duration.between(startedAt, finishedAt).toMillis() / MILLIS_PER_SECOND;
  }

  Dataset<Row> row(SparkSession spark) {
    Row row =
        RowFactory.create(
            runId,
            utc(startedAt),
            utc(finishedAt),
            durationSeconds(),
            snapshotId,
            previousSnapshotId.orElse(null),
            days.toArray(),
            days.size(),
            counts.readings(),
            counts.duplicates(),
            counts.excluded(),
            counts.unknownMeter(),
            counts.disagreements(),
            counts.problems(),
            horizon.map(RunRecord::utc).orElse(null),
            mode,
            files.all(),
            files.small());
    return spark.createDataFrame(List.of(row), COLUMNS).coalesce(1);
  }

  RunSummary summary() {
    return new RunSummary(
        runId,
        startedAt.toString(),
        finishedAt.toString(),
        durationSeconds(),
        snapshotId,
        mode,
        days,
        counts.readings(),
        counts.duplicates(),
        counts.excluded(),
        counts.unknownMeter(),
        counts.problems(),
        counts.disagreements(),
        horizon.map(Instant::toString).orElse(null));
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
  }
}
