package io.watershed.core.window;

/**
 * How far event time has come for one measurement of one meter, and what is therefore late.
 *
 * <p>Each (meter, measurement) has a watermark of its own, driven by its own readings in the order
 * in which its Kafka partition holds them. So a meter or a partition that is behind makes nobody
 * else's readings late, and whether a message is late depends on the messages before it alone: not
 * on micro-batches, restarts or the other partitions.
 */
public final class Watermark {

  private final long latenessMillis;
  private long highestMillis;

  /**
   * A watermark.
   *
   * @param latenessMillis how much older than the newest reading a reading may be
   * @param highestMillis the newest timestamp seen, {@link Long#MIN_VALUE} for none
   */
  public Watermark(long latenessMillis, long highestMillis) {
    this.latenessMillis = latenessMillis;
    this.highestMillis = highestMillis;
  }

  /**
   * Takes the next reading in Kafka order.
   *
   * @return whether it is too late for the speed layer; a late one does not move the watermark
   */
  public boolean isLate(long timestampMillis) {
    if (highestMillis != Long.MIN_VALUE && timestampMillis < highestMillis - latenessMillis) {
      return true;
    }
    highestMillis = Math.max(highestMillis, timestampMillis);
    return false;
  }

  /** The newest timestamp seen, milliseconds since the epoch; {@link Long#MIN_VALUE} for none. */
  public long highestMillis() {
    return highestMillis;
  }
}
