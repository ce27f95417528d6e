package io.watershed.batch.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.watershed.batch.hive.BatchTable;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the views consist of after a run.
 *
 * @param runId the run; ids sort by time
 * @param snapshotId the snapshot of the readings that was read last; null while there are none
 * @param changesSince the snapshot from which the next run looks for changes; the one read, unless
 *     the run took a given range only
 * @param horizonMillis the newest reading taken in so far, milliseconds since the epoch; null while
 *     only ranges were computed
 * @param days for each local day the run whose files the tables of meters point at
 * @param months for each month the run whose files the table points at
 * @param stations the same of the stations; null before the first run that took any
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record RunManifest(
    String runId,
    Long snapshotId,
    Long changesSince,
    Long horizonMillis,
    SortedMap<String, String> days,
    SortedMap<String, String> months,
    StationManifest stations)
    implements ViewState {

  RunManifest {
    days = new TreeMap<>(days);
    months = new TreeMap<>(months);
  }

  /** The same with another state of the stations' views. */
  RunManifest with(StationManifest ofStations) {
    return new RunManifest(
        runId, snapshotId, changesSince, horizonMillis, days, months, ofStations);
  }

  /** For each partition of a table the run whose files it points at. */
  SortedMap<String, String> runsOf(BatchTable table) {
    return switch (table) {
      case METER_READINGS, DAILY_STATS, PROBLEM_METERS -> days;
      case MONTHLY_STATS -> months;
      case STATION_OBSERVATIONS,
          STATION_HOURLY_SUMMARY,
          STATION_LATEST,
          STATION_METADATA,
          WATER_LEVEL_FORECASTS,
          FORECAST_SKILL ->
          stations == null ? new TreeMap<>() : stations.runsOf(table);
      case BATCH_RUNS -> new TreeMap<>();
    };
  }
}
