package io.watershed.batch.reconcile;

import io.watershed.core.window.Watermark;
import java.util.HashMap;
import java.util.Map;

/**
 * Says what becomes of the rows of one series of messages, given in Kafka order. The rules are
 * those of the data contract, and the only code shared with the layers is the watermark.
 *
 * <p>A message may have values of several elements at its instant; it is new when one of them is.
 */
final class MessageClassifier {

  private final Watermark watermark;
  private final Map<Long, Integer> seenElements = new HashMap<>();
  private int lastPartition = -1;
  private long lastOffset = -1;

  /**
   * A classifier for one series: a meter's measurement, or a station.
   *
   * @param latenessMillis the speed layer's watermark, milliseconds
   */
  MessageClassifier(long latenessMillis) {
    this.watermark = new Watermark(latenessMillis, Long.MIN_VALUE);
  }

  /**
   * Takes the next message.
   *
   * @param elements a bit for each element that it has a value of
   */
  MessageClass take(int partition, long offset, long timestampMillis, int elements) {
    if (partition == lastPartition && offset == lastOffset) {
      return MessageClass.DOUBLED;
    }
    lastPartition = partition;
    lastOffset = offset;
    int seen = seenElements.getOrDefault(timestampMillis, 0);
    if ((elements & ~seen) == 0) {
      return MessageClass.DUPLICATE;
    }
    seenElements.put(timestampMillis, seen | elements);
    boolean late = watermark.isLate(timestampMillis);
    if (seen != 0) {
      return late ? MessageClass.LATE_ADDITION : MessageClass.ADDITION;
    }
    return late ? MessageClass.LATE : MessageClass.ACCEPTED;
  }
}
