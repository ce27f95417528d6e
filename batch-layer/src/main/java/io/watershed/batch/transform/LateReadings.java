package io.watershed.batch.transform;

import io.watershed.core.window.Watermark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many readings of a day came late for the speed layer, as far as the day and its lookback days
 * can tell: a reading that only one of a later day made late is not counted, so that a day's figure
 * never changes when the next day comes.
 */
final class LateReadings {

  private static final Comparator<StoredReading> KAFKA_ORDER =
      Comparator.comparingInt(StoredReading::partition).thenComparingLong(StoredReading::offset);

  private LateReadings() {}

  /**
   * Counts them.
   *
   * @param window readings of one meter and measurement in event-time order
   * @param onDay how many of them, at the end, belong to the day
   * @param latenessMillis the speed layer's watermark, milliseconds
   */
  static long count(List<StoredReading> window, int onDay, long latenessMillis) {
    if (inKafkaOrder(window)) {
      return 0;
    }
    Set<StoredReading> day = new HashSet<>(window.subList(window.size() - onDay, window.size()));
    List<StoredReading> arrived = new ArrayList<>(window);
    arrived.sort(KAFKA_ORDER);
    Watermark watermark = new Watermark(latenessMillis, Long.MIN_VALUE);
    long late = 0;
    for (StoredReading reading : arrived) {
      if (watermark.isLate(reading.reading().timestampMillis()) && day.contains(reading)) {
        late++;
      }
    }
    return late;
  }

  private static boolean inKafkaOrder(List<StoredReading> window) {
    for (int i = 1; i < window.size(); i++) {
      if (KAFKA_ORDER.compare(window.get(i - 1), window.get(i)) > 0) {
        return false;
      }
    }
    return true;
  }
}
