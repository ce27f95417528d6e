package io.watershed.batch.run;

import static io.watershed.spark.SparkSchemas.col;
import static io.watershed.spark.SparkSchemas.cols;

import io.watershed.batch.hive.BatchTable;
import io.watershed.core.contract.hive.StationMetadata;
import io.watershed.core.contract.master.Readings;
import io.watershed.spark.SparkSchemas;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Writes the files of views and reads them again; points nothing at them. */
final class ViewFiles {

  /** Above this many days a task sorts its rows by day instead of writing all days at once. */
  private static final String CONCURRENT_WRITERS = "24";

  /** Bytes a writer gathers; a day of a fleet of thousands is some ten megabytes. */
  private static final int ROW_GROUP_BYTES = 8 << 20;

  private final SparkSession spark;
  private final Warehouse warehouse;
  private final int rowsPerTask;

  ViewFiles(SparkSession spark, Warehouse warehouse, int rowsPerTask) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.rowsPerTask = rowsPerTask;
    spark.conf().set("spark.sql.maxConcurrentOutputFileWriters", CONCURRENT_WRITERS);
    // Rows are held once and read twice: compressing them costs more than it saves.
    spark.conf().set("spark.sql.inMemoryColumnarStorage.compressed", "false");
    // Hive would take an empty marker for nothing, but each costs a file.
    Configuration files = spark.sparkContext().hadoopConfiguration();
    files.set("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false");
    // Tasks move their files to the run's folder themselves: nothing points at it before the run
    // has written all, and a file system with hundreds of partitions is spared a move of each.
    files.set("mapreduce.fileoutputcommitter.algorithm.version", "2");
    files.setInt("parquet.block.size", ROW_GROUP_BYTES);
  }

  /** How many tasks share so many rows. */
  int partitionsFor(long rows) {
    long tasks = (rows + rowsPerTask - 1) / rowsPerTask;
    return (int) Math.max(spark.sparkContext().defaultParallelism(), tasks);
  }

  /** Writes a run's rows of a partitioned table. */
  void write(BatchTable table, String runId, Dataset<Row> rows) {
    write(table, runId, rows.write());
  }

  /**
   * The same as small as it gets, for tables of many columns most of which are null or repeat
   * themselves; it costs half as much again.
   */
  void writeSmall(BatchTable table, String runId, Dataset<Row> rows) {
    write(table, runId, rows.write().option("compression", "zstd"));
  }

  private void write(BatchTable table, String runId, DataFrameWriter<Row> rows) {
    rows.mode(SaveMode.Append)
        .partitionBy(table.partitionColumn().orElseThrow())
        .parquet(warehouse.runFolder(table, runId));
  }

  /** Writes a run's rows of a table that is replaced as a whole. */
  void writeWhole(BatchTable table, String runId, Dataset<Row> rows) {
    rows.coalesce(1)
        .sortWithinPartitions(col(StationMetadata.STATION_ID))
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(warehouse.partitionFolder(table, runId, BatchTable.WHOLE));
  }

  /**
   * Reads files of a table.
   *
   * @param columns the columns wanted, the partition's among them where it is
   * @param folders where they lie; without any, there are no rows
   */
  Dataset<Row> read(
      BatchTable table,
      Collection<? extends io.watershed.core.contract.Column<?>> columns,
      Collection<String> folders) {
    StructType schema = SparkSchemas.of(columns);
    if (folders.isEmpty()) {
      return spark.createDataFrame(List.of(), schema);
    }
    return spark
        .read()
        .schema(schema)
        .option("basePath", warehouse.tableFolder(table).toString())
        .parquet(folders.toArray(String[]::new))
        // Without the names of the folders that were not asked for.
        .select(cols(columns));
  }

  /** A filter that Iceberg can use to skip files, however many days there are. */
  static Column on(SortedSet<LocalDate> days) {
    List<Date> dates = days.stream().map(Date::valueOf).toList();
    return col(Readings.LOCAL_DATE)
        .between(dates.get(0), dates.get(dates.size() - 1))
        .and(col(Readings.LOCAL_DATE).isin(dates.toArray()));
  }
}
