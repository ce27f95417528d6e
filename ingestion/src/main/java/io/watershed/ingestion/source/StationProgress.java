package io.watershed.ingestion.source;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What of a station was sent. Immutable.
 *
 * @param fetch the number of the fetch that saw the station last
 * @param floorMillis observations before this instant were taken before that fetch; zero when the
 *     station was new
 * @param lastMillis its newest observation
 * @param stepMillis the shortest time between two of its observations before that fetch; zero when
 *     there were no two
 * @param sent the contents that were sent since the floor, by timestamp
 */
record StationProgress(
    long fetch,
    long floorMillis,
    long lastMillis,
    long stepMillis,
    TreeMap<Long, List<String>> sent) {

  /** A pause of up to so many steps is none: clocks and transmissions are not exact. */
  private static final double USUAL_STEPS = 1.5;

  static StationProgress fresh(long fetch) {
    return new StationProgress(fetch, 0, 0, 0, new TreeMap<>());
  }

  /**
   * The same station at its first sight in a fetch: the floor moves up, and what lies below it is
   * forgotten.
   *
   * @param nowMillis an observation of the future does not push the floor beyond the present
   */
  StationProgress enter(long newFetch, long overlapMillis, long nowMillis) {
    if (newFetch == fetch) {
      return this;
    }
    long floor = Math.max(floorMillis, Math.min(lastMillis, nowMillis) - overlapMillis);
    return new StationProgress(
        newFetch, floor, lastMillis, shortestStep(), new TreeMap<>(sent.tailMap(floor)));
  }

  /** Only between fetches: what comes in one is judged by what the station did before it. */
  private long shortestStep() {
    long shortest = stepMillis;
    long previous = 0;
    for (long timestamp : sent.keySet()) {
      long distance = timestamp - previous;
      if (previous > 0 && (shortest == 0 || distance < shortest)) {
        shortest = distance;
      }
      previous = timestamp;
    }
    return shortest;
  }

  /** Whether this content is known, or so old that it was taken before. */
  boolean knows(long timestampMillis, String content) {
    return timestampMillis < floorMillis
        || sent.getOrDefault(timestampMillis, List.of()).contains(content);
  }

  StationProgress with(long timestampMillis, String content) {
    TreeMap<Long, List<String>> more = new TreeMap<>(sent);
    List<String> contents = new ArrayList<>(more.getOrDefault(timestampMillis, List.of()));
    contents.add(content);
    more.put(timestampMillis, List.copyOf(contents));
    return new StationProgress(
        fetch, floorMillis, Math.max(lastMillis, timestampMillis), stepMillis, more);
  }

  /**
   * Whether observations between its last one before this fetch and an instant may be missing. They
   * are not where the next one came after the station's usual step: one that reports once an hour
   * has nothing in between.
   */
  boolean mayLackBefore(long millis, long overlapMillis) {
    long before = floorMillis + overlapMillis;
    if (floorMillis == 0 || before >= millis) {
      return false;
    }
    Long next = sent.higherKey(before);
    return next == null || stepMillis == 0 || next - before > USUAL_STEPS * stepMillis;
  }
}
