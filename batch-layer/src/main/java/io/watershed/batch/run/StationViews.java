package io.watershed.batch.run;

import static io.watershed.spark.SparkSchemas.col;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.max;

import io.watershed.batch.hive.BatchTable;
import io.watershed.batch.transform.JudgedRows;
import io.watershed.batch.transform.StationHourView;
import io.watershed.batch.transform.StationLatestView;
import io.watershed.batch.transform.StationMetadataView;
import io.watershed.core.contract.hive.LatestOfStations;
import io.watershed.core.contract.hive.StationObservations;
import io.watershed.core.station.LatestObservation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Computes, from the files of station days, the views made of them, and writes their files. */
final class StationViews {

  /** Days that lie, for any zone, around a day of UTC. */
  private static final int ZONE_DAYS = 1;

  private static final String STATION_ID = StationObservations.STATION_ID.name();

  private final ViewFiles files;
  private final Warehouse warehouse;
  private final String runId;
  private final SortedSet<LocalDate> written;

  /**
   * The views of a run.
   *
   * @param written the local days whose files the run has written
   */
  StationViews(ViewFiles files, Warehouse warehouse, String runId, SortedSet<LocalDate> written) {
    this.files = files;
    this.warehouse = warehouse;
    this.runId = runId;
    this.written = written;
  }

  /**
   * Writes the hours of each day of UTC that holds an observation of a written day.
   *
   * @return the days of UTC
   */
  SortedSet<String> hours(StationManifest manifest) {
    SortedSet<String> dates = new TreeSet<>();
    observations(manifest, written)
        .select(
            col(StationObservations.EVENT_TIME).cast(DataTypes.DateType).cast(DataTypes.StringType))
        .distinct()
        .collectAsList()
        .forEach(row -> dates.add(row.getString(0)));
    SortedSet<LocalDate> days = new TreeSet<>();
    for (String date : dates) {
      days.addAll(around(LocalDate.parse(date), ZONE_DAYS, ZONE_DAYS));
    }
    Dataset<Row> observations =
        observations(manifest, days)
            .where(
                col(StationObservations.EVENT_TIME)
                    .cast(DataTypes.DateType)
                    .cast(DataTypes.StringType)
                    .isin(dates.toArray()));
    files.writeSmall(
        BatchTable.STATION_HOURLY_SUMMARY,
        runId,
        StationHourView.of(observations, files.partitionsFor(0)));
    return dates;
  }

  /**
   * Writes how each station stands: computed anew for those with observations on a written day,
   * taken over for the others.
   */
  void latest(StationManifest manifest) {
    Dataset<Row> before = whole(BatchTable.STATION_LATEST, manifest);
    Dataset<Row> newest =
        observations(manifest, written)
            .groupBy(STATION_ID)
            .agg(max(col(StationObservations.EVENT_TIME)).as("newest_written"))
            .join(
                before.select(
                    col(LatestOfStations.STATION_ID),
                    col(LatestOfStations.EVENT_TIME).as("newest_before")),
                new String[] {STATION_ID},
                "left")
            .select(
                col(StationObservations.STATION_ID),
                greatest(col("newest_written"), col("newest_before")).as("newest"))
            .persist();
    try {
      SortedSet<LocalDate> days = new TreeSet<>();
      int back = (int) LatestObservation.REACH.toDays() + 1 + ZONE_DAYS;
      newest
          .select(col("newest").cast(DataTypes.DateType).cast(DataTypes.StringType))
          .distinct()
          .collectAsList()
          .forEach(row -> days.addAll(around(LocalDate.parse(row.getString(0)), back, ZONE_DAYS)));
      Dataset<Row> observations =
          observations(manifest, days)
              .join(broadcast(newest), new String[] {STATION_ID})
              .where(
                  col(StationObservations.EVENT_TIME)
                      .geq(
                          col("newest")
                              .minus(
                                  expr(
                                      "INTERVAL '"
                                          + LatestObservation.REACH.toMinutes()
                                          + "' MINUTE"))));
      Dataset<Row> others =
          before.join(newest.select(STATION_ID), new String[] {STATION_ID}, "left_anti");
      files.writeWhole(
          BatchTable.STATION_LATEST,
          runId,
          StationLatestView.of(observations, files.partitionsFor(0)).unionByName(others));
    } finally {
      newest.unpersist();
    }
  }

  /**
   * Writes what is known of each station.
   *
   * @param before what the views consisted of before this run
   * @param manifest what they consist of now
   * @param messages rows of the master dataset on the written days
   * @param highWaterFrom first day of UTC whose levels say what high water is
   * @param leastDays days of levels without which nothing says it
   */
  void metadata(
      StationManifest before,
      StationManifest manifest,
      Dataset<Row> messages,
      LocalDate highWaterFrom,
      int leastDays) {
    SortedMap<String, String> hours =
        manifest.runsOf(BatchTable.STATION_HOURLY_SUMMARY).tailMap(highWaterFrom.toString());
    Dataset<Row> levels =
        files.read(
            BatchTable.STATION_HOURLY_SUMMARY,
            StationMetadataView.summaries(),
            warehouse.locations(BatchTable.STATION_HOURLY_SUMMARY, hours).values());
    files.writeWhole(
        BatchTable.STATION_METADATA,
        runId,
        StationMetadataView.of(
            whole(BatchTable.STATION_METADATA, before),
            StationMetadataView.said(messages),
            StationMetadataView.counts(observations(manifest, written)),
            StationMetadataView.counts(observations(before, written)),
            StationMetadataView.highWater(levels, leastDays)));
  }

  private Dataset<Row> observations(StationManifest manifest, Collection<LocalDate> days) {
    SortedMap<String, String> runs = new TreeMap<>(manifest.days());
    runs.keySet().retainAll(RunDays.texts(days));
    return files.read(
        BatchTable.STATION_OBSERVATIONS,
        JudgedRows.columns(),
        warehouse.locations(BatchTable.STATION_OBSERVATIONS, runs).values());
  }

  private Dataset<Row> whole(BatchTable table, StationManifest manifest) {
    return files.read(
        table,
        table.table().allColumns(),
        warehouse.locations(table, manifest.runsOf(table)).values());
  }

  private static List<LocalDate> around(LocalDate day, int before, int after) {
    List<LocalDate> days = new ArrayList<>();
    for (int shift = -before; shift <= after; shift++) {
      days.add(day.plusDays(shift));
    }
    return days;
  }
}
