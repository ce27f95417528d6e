package io.watershed.simulator;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds a run back to a number of messages a second, or not at all. */
final class RateLimit {

  private static final double NANOS = 1e9;
  private static final long SHORTEST_WAIT_NANOS = 2_000_000;

  private final double perSecond;
  private final CountDownLatch stop;
  private final long began = System.nanoTime();

  private RateLimit(double perSecond, CountDownLatch stop) {
    this.perSecond = perSecond;
    this.stop = stop;
  }

  /** The limit that {@code max} or a number of messages a second means. */
  static RateLimit parse(String text, CountDownLatch stop) {
    if (text.equals("max")) {
      return new RateLimit(Double.POSITIVE_INFINITY, stop);
    }
    try {
      double perSecond = Double.parseDouble(text);
      if (perSecond > 0) {
        return new RateLimit(perSecond, stop);
      }
    } catch (NumberFormatException noNumber) {
      // Answered below like every other text.
    }
    throw new CommandException("--rate", text, "max or a number of messages a second above 0");
  }

  /** Waits until a number of messages may have been sent. */
  void await(long messages) throws InterruptedException {
    long due = (long) (messages / perSecond * NANOS);
    long wait = due - (System.nanoTime() - began);
    if (wait > SHORTEST_WAIT_NANOS) {
      boolean stopped = stop.await(wait, TimeUnit.NANOSECONDS);
      if (stopped) {
        throw new InterruptedException("stopped");
      }
    }
  }
}
