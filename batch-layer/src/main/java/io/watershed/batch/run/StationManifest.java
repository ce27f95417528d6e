package io.watershed.batch.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.watershed.batch.hive.BatchTable;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the views of the stations consist of after a run.
 *
 * @param snapshotId the snapshot of the observations that was read last
 * @param changesSince see {@link ViewState}
 * @param horizonMillis see {@link ViewState}
 * @param partitions for each table, by its name, and each of its partitions the run whose files it
 *     points at; a table that is replaced as a whole has the one partition {@link BatchTable#WHOLE}
 * @param forecast where the forecasts stand; null before the first
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record StationManifest(
    long snapshotId,
    Long changesSince,
    Long horizonMillis,
    SortedMap<String, SortedMap<String, String>> partitions,
    ForecastMark forecast)
    implements ViewState {

  StationManifest {
    SortedMap<String, SortedMap<String, String>> copy = new TreeMap<>();
    partitions.forEach((table, runs) -> copy.put(table, new TreeMap<>(runs)));
    partitions = copy;
  }

  @Override
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public SortedMap<String, String> days() {
    return runsOf(BatchTable.STATION_OBSERVATIONS);
  }

  /** For each partition of a table the run whose files it points at. */
  SortedMap<String, String> runsOf(BatchTable table) {
    return new TreeMap<>(partitions.getOrDefault(table.tableName(), new TreeMap<>()));
  }

  /** The same with some partitions of a table pointing at the files of a run. */
  StationManifest pointing(BatchTable table, Iterable<String> values, String runId) {
    SortedMap<String, SortedMap<String, String>> changed = new TreeMap<>(partitions);
    SortedMap<String, String> runs = new TreeMap<>(runsOf(table));
    values.forEach(value -> runs.put(value, runId));
    changed.put(table.tableName(), runs);
    return new StationManifest(snapshotId, changesSince, horizonMillis, changed, forecast);
  }

  /** The same with forecasts that stand elsewhere. */
  StationManifest with(ForecastMark mark) {
    return new StationManifest(snapshotId, changesSince, horizonMillis, partitions, mark);
  }
}
