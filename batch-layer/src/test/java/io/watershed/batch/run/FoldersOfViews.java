package io.watershed.batch.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.struct;

import io.watershed.batch.hive.BatchTable;
import io.watershed.batch.hive.ViewPublisher;
import java.io.File;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Stands for Hive: remembers where each partition points, and reads what a query would see. */
final class FoldersOfViews implements ViewPublisher {

  private final Map<BatchTable, SortedMap<String, String>> locations =
      new EnumMap<>(BatchTable.class);

  @Override
  public void createTables() {
    for (BatchTable table : BatchTable.values()) {
      locations.computeIfAbsent(table, name -> new TreeMap<>());
    }
  }

  @Override
  public void point(BatchTable table, Map<String, String> all, Set<String> moved) {
    all.forEach(
        (value, location) -> {
          if (moved.contains(value)) {
            locations.get(table).put(value, location);
          } else {
            locations.get(table).putIfAbsent(value, location);
          }
        });
  }

  SortedMap<String, String> locations(BatchTable table) {
    return locations.get(table);
  }

  /** All rows of a table as text, with the partition they came from, sorted. */
  List<String> rows(SparkSession spark, BatchTable table) {
    List<String> rows = new ArrayList<>();
    // A folder without files is a partition without rows.
    String[] folders =
        locations.get(table).values().stream()
            .filter(FoldersOfViews::hasFiles)
            .toArray(String[]::new);
    if (folders.length > 0) {
      Dataset<Row> files = spark.read().option("recursiveFileLookup", "true").parquet(folders);
      String partition = "element_at(split(_metadata.file_path, '[=/]'), -2)";
      for (Row row : files.select(expr(partition), struct(col("*"))).coalesce(1).collectAsList()) {
        rows.add(row.getString(0) + " " + row.getStruct(1));
      }
    }
    Collections.sort(rows);
    return rows;
  }

  private static boolean hasFiles(String location) {
    File[] files = new File(URI.create(location)).listFiles();
    return files != null
        && Arrays.stream(files).anyMatch(file -> file.getName().endsWith(".parquet"));
  }

  /** Everything a reader of the views can see that is a function of the messages alone. */
  Map<BatchTable, List<String>> everything(SparkSession spark) {
    Map<BatchTable, List<String>> all = new EnumMap<>(BatchTable.class);
    for (BatchTable table : BatchTable.values()) {
      // What was forecast depends on what was known then.
      if (!Set.of(
              BatchTable.BATCH_RUNS, BatchTable.WATER_LEVEL_FORECASTS, BatchTable.FORECAST_SKILL)
          .contains(table)) {
        all.put(table, rows(spark, table));
      }
    }
    return all;
  }
}
