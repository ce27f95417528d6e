package io.watershed.batch.run;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run wrote of stations.
 *
 * @param messages messages of the days written; each is an observation, a merged one or a duplicate
 * @param observations distinct observations: a station at an instant
 * @param merged messages that brought further elements to an observation
 * @param flagged flagged values by the name of the flag
 * @param rawBytes bytes of the messages as they came
 * @param parquetBytes bytes of the files of the observations
 */
record ObservationCounts(
    long messages,
    long observations,
    long merged,
    SortedMap<String, Long> flagged,
    long rawBytes,
    long parquetBytes) {

  static final ObservationCounts NONE = new ObservationCounts(0, 0, 0, new TreeMap<>(), 0, 0);

  /** Messages dropped because all their values were known. */
  long duplicates() {
    return messages - observations - merged;
  }

  ObservationCounts withParquetBytes(long bytes) {
    return new ObservationCounts(messages, observations, merged, flagged, rawBytes, bytes);
  }

  ObservationCounts plus(ObservationCounts other) {
    SortedMap<String, Long> all = new TreeMap<>(flagged);
    other.flagged.forEach((flag, count) -> all.merge(flag, count, Long::sum));
    return new ObservationCounts(
        messages + other.messages,
        observations + other.observations,
        merged + other.merged,
        all,
        rawBytes + other.rawBytes,
        parquetBytes + other.parquetBytes);
  }
}
