package io.watershed.batch.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the views consist of after a run.
 *
 * @param runId the run; ids sort by time
 * @param snapshotId the snapshot of the master dataset that it read
 * @param changesSince the snapshot from which the next run looks for changes; the one read, unless
 *     the run took a given range only
 * @param horizonMillis the newest reading taken in so far, milliseconds since the epoch; null while
 *     only ranges were computed
 * @param days for each local day the run whose files the tables point at
 * @param months for each month the run whose files the table points at
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record RunManifest(
    String runId,
    long snapshotId,
    Long changesSince,
    Long horizonMillis,
    SortedMap<String, String> days,
    SortedMap<String, String> months) {

  RunManifest {
    days = new TreeMap<>(days);
    months = new TreeMap<>(months);
  }
}
