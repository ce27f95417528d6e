package io.watershed.batch.run;

import io.watershed.batch.hive.BatchTable;
import io.watershed.batch.transform.DayView;
import io.watershed.batch.transform.MasterRows;
import io.watershed.batch.transform.MonthView;
import io.watershed.batch.transform.ReadingView;
import io.watershed.batch.transform.Rules;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.SortedSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
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
   * @param horizon the instant up to which readings have come in
   */
  RunCounts days(String runId, Dataset<Row> master, DayPasses.Pass pass, Instant horizon) {
    SortedSet<LocalDate> targets = pass.targets();
    int partitions = files.partitionsFor(pass.rows());
    Dataset<Row> byMeter =
        MasterRows.byMeter(master.where(ViewFiles.on(pass.input())), partitions)
            .persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> computed =
        DayView.of(byMeter, targets, horizon, rules).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      files.write(BatchTable.METER_READINGS, runId, ReadingView.of(byMeter, targets, rules));
      // Counting computes the figures with all tasks; writing them takes fewer.
      RunCounts counts = counts(byMeter, computed, targets);
      int figuresTasks = (int) (1 + pass.rows() / READINGS_PER_FIGURES_TASK);
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
            files.read(BatchTable.DAILY_STATS, MonthView.daily(), dayFolders),
            spark.sparkContext().defaultParallelism(),
            rules.consumption(),
            horizon));
  }

  private static RunCounts counts(
      Dataset<Row> byMeter, Dataset<Row> computed, SortedSet<LocalDate> targets) {
    long messages = MasterRows.count(byMeter, targets);
    Row totals = DayView.totals(computed).first();
    long readings = totals.getAs("readings");
    return new RunCounts(
        readings,
        messages - readings,
        totals.getAs("excluded"),
        totals.getAs("unknown"),
        totals.getAs("disagreements"),
        totals.getAs("problems"));
  }
}
