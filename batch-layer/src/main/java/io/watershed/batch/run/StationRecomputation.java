package io.watershed.batch.run;

import static io.watershed.spark.SparkSchemas.col;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.sum;

import io.watershed.batch.hive.BatchTable;
import io.watershed.batch.transform.CityWeatherView;
import io.watershed.batch.transform.ObservationRows;
import io.watershed.batch.transform.ObservationView;
import io.watershed.core.contract.master.Observations;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Computes the days of stations from the master dataset and writes their files. */
final class StationRecomputation {

  private final ViewFiles files;
  private final CityWeatherStore cities;
  private final int lookbackDays;

  StationRecomputation(ViewFiles files, CityWeatherStore cities, int lookbackDays) {
    this.files = files;
    this.cities = cities;
    this.lookbackDays = lookbackDays;
  }

  /**
   * Computes some days, writes their files, and adds to the weather of cities.
   *
   * @param master rows of the master dataset that hold the input days
   * @return what was written; the bytes of the files are for others to count
   */
  ObservationCounts days(String runId, Dataset<Row> master, DayPasses.Pass pass) {
    Dataset<Row> byStation =
        ObservationRows.byStation(
            master.where(ViewFiles.on(pass.input())), files.partitionsFor(pass.rows()));
    Dataset<Row> computed =
        ObservationView.of(byStation, pass.targets(), lookbackDays)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      files.writeSmall(
          BatchTable.STATION_OBSERVATIONS, runId, ObservationView.observations(computed));
      cities.add(CityWeatherView.of(computed));
      return counts(computed, master.where(ViewFiles.on(pass.targets())));
    } finally {
      computed.unpersist();
    }
  }

  private static ObservationCounts counts(Dataset<Row> computed, Dataset<Row> messages) {
    Row taken = ObservationView.totals(computed).first();
    Row came =
        messages
            .agg(
                count(lit(1)).as("messages"),
                coalesce(sum(octet_length(col(Observations.RAW))), lit(0L)).as("bytes"))
            .first();
    SortedMap<String, Long> flagged = new TreeMap<>();
    ObservationView.flagged(computed)
        .collectAsList()
        .forEach(row -> flagged.put(row.getAs("rule"), row.getAs("count")));
    long observations = taken.getAs("observations");
    return new ObservationCounts(
        came.getAs("messages"),
        observations,
        taken.<Long>getAs("messages") - observations,
        flagged,
        came.getAs("bytes"),
        0);
  }
}
