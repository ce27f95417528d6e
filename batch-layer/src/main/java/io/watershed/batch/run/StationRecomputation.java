package io.watershed.batch.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.sum;

import io.watershed.batch.hive.BatchTable;
import io.watershed.batch.transform.CityWeatherView;
import io.watershed.batch.transform.ObservationRows;
import io.watershed.batch.transform.ObservationView;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Computes the days of stations from the master dataset and writes their files. */
final class StationRecomputation {

  private final ViewFiles files;
  private final CityWeather cities;
  private final int lookbackDays;

  StationRecomputation(ViewFiles files, CityWeather cities, int lookbackDays) {
    this.files = files;
    this.cities = cities;
    this.lookbackDays = lookbackDays;
  }

  /**
   * Computes some days, writes their files, and adds to the weather of cities.
   *
   * @param master rows of the master dataset that hold the input days
   * @param rows about how many rows the input days have
   * @return what was written; the bytes of the files are for others to count
   */
  ObservationCounts days(
      String runId,
      Dataset<Row> master,
      long rows,
      SortedSet<LocalDate> input,
      SortedSet<LocalDate> targets) {
    Dataset<Row> byStation =
        ObservationRows.byStation(master.where(ViewFiles.on(input)), files.partitionsFor(rows));
    Dataset<Row> computed =
        ObservationView.of(byStation, targets, lookbackDays)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      files.writeSmall(
          BatchTable.STATION_OBSERVATIONS, runId, ObservationView.observations(computed));
      cities.add(CityWeatherView.of(computed));
      return counts(computed, master.where(ViewFiles.on(targets)));
    } finally {
      computed.unpersist();
    }
  }

  private static ObservationCounts counts(Dataset<Row> computed, Dataset<Row> messages) {
    Row taken = computed.agg(count(lit(1)), coalesce(sum(col("messages")), lit(0L))).first();
    Row came =
        messages.agg(count(lit(1)), coalesce(sum(octet_length(col("raw"))), lit(0L))).first();
    SortedMap<String, Long> flagged = new TreeMap<>();
    computed
        .select(explode(col("quality_flags")).as("flag"))
        .groupBy(substring_index(col("flag"), ":", -1).as("rule"))
        .count()
        .collectAsList()
        .forEach(row -> flagged.put(row.getString(0), row.getLong(1)));
    long observations = taken.getLong(0);
    return new ObservationCounts(
        came.getLong(0),
        observations,
        taken.getLong(1) - observations,
        flagged,
        came.getLong(1),
        0);
  }
}
