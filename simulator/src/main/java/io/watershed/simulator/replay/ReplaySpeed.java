package io.watershed.simulator.replay;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How fast event time passes in a replay. */
public final class ReplaySpeed {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final long SHORTEST_WAIT_NANOS = 1_000_000;

  private final double factor;
  private long firstMillis = Long.MIN_VALUE;
  private long began;

  private ReplaySpeed(double factor) {
    this.factor = factor;
  }

  /**
   * The speed that {@code max} or a multiple such as {@code 60x} means.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  public static ReplaySpeed parse(String text) {
    if (text.equals("max")) {
      return new ReplaySpeed(Double.POSITIVE_INFINITY);
    }
    if (text.matches("[0-9]{1,9}(\\.[0-9]{1,3})?x")) {
      double factor = Double.parseDouble(text.substring(0, text.length() - 1));
      if (factor > 0) {
        return new ReplaySpeed(factor);
      }
    }
    throw new IllegalArgumentException(text);
  }

  /** Waits until an event time is due; false when the latch opened instead. */
  boolean await(long eventMillis, CountDownLatch stop) throws InterruptedException {
    if (firstMillis == Long.MIN_VALUE) {
      firstMillis = eventMillis;
      began = System.nanoTime();
    }
    long due = (long) ((eventMillis - firstMillis) / factor * NANOS_PER_MILLI);
    long wait = due - (System.nanoTime() - began);
    if (wait <= SHORTEST_WAIT_NANOS) {
      return true;
    }
    boolean stopped = stop.await(wait, TimeUnit.NANOSECONDS);
    return !stopped;
  }
}
