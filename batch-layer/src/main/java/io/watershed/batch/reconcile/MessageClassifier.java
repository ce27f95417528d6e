package io.watershed.batch.reconcile;

import io.watershed.core.window.Watermark;
import java.util.HashSet;
import java.util.Set;

/**
 * Says what becomes of the rows of one meter and measurement, given in Kafka order. The rules are
 * those of the data contract, and the only code shared with the layers is the watermark.
 */
final class MessageClassifier {

  private final Watermark watermark;
  private final Set<Long> seenTimestamps = new HashSet<>();
  private int lastPartition = -1;
  private long lastOffset = -1;

  /**
   * A classifier for one meter and measurement.
   *
   * @param latenessMillis the speed layer's watermark, milliseconds
   */
  MessageClassifier(long latenessMillis) {
    this.watermark = new Watermark(latenessMillis, Long.MIN_VALUE);
  }

  MessageClass take(int partition, long offset, long timestampMillis) {
    if (partition == lastPartition && offset == lastOffset) {
      return MessageClass.DOUBLED;
    }
    lastPartition = partition;
    lastOffset = offset;
    if (!seenTimestamps.add(timestampMillis)) {
      return MessageClass.DUPLICATE;
    }
    return watermark.isLate(timestampMillis) ? MessageClass.LATE : MessageClass.ACCEPTED;
  }
}
