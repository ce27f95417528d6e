package io.watershed.batch.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;

import io.watershed.batch.hive.BatchTable;
import io.watershed.batch.transform.DayView;
import io.watershed.batch.transform.MasterRows;
import io.watershed.batch.transform.MonthView;
import io.watershed.batch.transform.ReadingView;
import io.watershed.batch.transform.Rules;
import io.watershed.core.consumption.CrossCheck;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/** Computes the views of meters from the master dataset and writes their files. */
final class Recomputation {

  /** A file costs as much as thousands of rows: figures and problems of a day get one file. */
  private static final long READINGS_PER_FIGURES_TASK = 4_000_000;

  private final SparkSession spark;
  private final ViewFiles files;
  private final Rules rules;

  Recomputation(SparkSession spark, ViewFiles files, Rules rules) {
    this.spark = spark;
    this.files = files;
    this.rules = rules;
  }

  /**
   * Computes some days and writes their files.
   *
   * @param master rows of the master dataset that hold the input days
   * @param rows about how many rows the input days have
   */
  RunCounts days(
      String runId,
      Dataset<Row> master,
      long rows,
      SortedSet<LocalDate> input,
      SortedSet<LocalDate> targets,
      Instant horizon) {
    int partitions = files.partitionsFor(rows);
    Dataset<Row> byMeter =
        MasterRows.byMeter(master.where(ViewFiles.on(input)), partitions)
            .persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> computed =
        DayView.of(byMeter, targets, horizon, rules).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      files.write(BatchTable.METER_READINGS, runId, ReadingView.of(byMeter, targets, rules));
      // Counting computes the figures with all tasks; writing them takes fewer.
      RunCounts counts = counts(byMeter, computed, targets);
      int figuresTasks = (int) (1 + rows / READINGS_PER_FIGURES_TASK);
      files.write(
          BatchTable.DAILY_STATS, runId, DayView.statistics(computed).coalesce(figuresTasks));
      files.write(BatchTable.PROBLEM_METERS, runId, DayView.problems(computed).coalesce(1));
      return counts;
    } finally {
      computed.unpersist();
      byMeter.unpersist();
    }
  }

  /**
   * Computes some months from the files of their days.
   *
   * @param horizon the instant up to which the days' readings have come in
   */
  void months(String runId, Collection<String> dayFolders, Instant horizon) {
    files.write(
        BatchTable.MONTHLY_STATS,
        runId,
        MonthView.of(
            files.read(BatchTable.DAILY_STATS, dailyColumns(), dayFolders),
            spark.sparkContext().defaultParallelism(),
            rules.consumption(),
            horizon));
  }

  private static StructType dailyColumns() {
    return new StructType()
        .add("meter_id", DataTypes.StringType)
        .add("measurement_type", DataTypes.StringType)
        .add("total_value", DataTypes.DoubleType)
        .add("avg_value", DataTypes.DoubleType)
        .add("max_value", DataTypes.DoubleType)
        .add("min_value", DataTypes.DoubleType)
        .add("reading_count", DataTypes.LongType)
        .add("excluded_count", DataTypes.LongType)
        .add("suburb", DataTypes.StringType)
        .add("postcode", DataTypes.IntegerType)
        .add("usage_type", DataTypes.StringType)
        .add("meter_type", DataTypes.StringType)
        .add("register_advance", DataTypes.DoubleType)
        .add("register_difference", DataTypes.DoubleType)
        .add("cross_check", DataTypes.StringType)
        .add("time_zone", DataTypes.StringType)
        .add("run", DataTypes.StringType)
        .add("local_date", DataTypes.DateType);
  }

  private static RunCounts counts(
      Dataset<Row> byMeter, Dataset<Row> computed, SortedSet<LocalDate> targets) {
    Object[] epochDays = targets.stream().map(day -> (Object) (int) day.toEpochDay()).toArray();
    long messages = byMeter.where(col("epoch_day").isin(epochDays)).count();
    Row figures =
        computed
            .agg(
                total(col("reading_count").plus(col("excluded_count"))),
                total(col("excluded_count")),
                total(col("unknown_meter_count")),
                count(
                    expr(
                        "CASE WHEN cross_check = '"
                            + CrossCheck.DISAGREES.name()
                            + "' THEN 1 END")),
                total(size(col("problems")).cast(DataTypes.LongType)))
            .first();
    long readings = figures.getLong(0);
    return new RunCounts(
        readings,
        messages - readings,
        figures.getLong(1),
        figures.getLong(2),
        figures.getLong(3),
        figures.getLong(4));
  }

  private static Column total(Column values) {
    return coalesce(sum(values), lit(0L));
  }
}
