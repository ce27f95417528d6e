package io.watershed.cluster.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A short wait between two looks at something that cannot call back, such as another process. */
public final class Pause {
  private Pause() {}

  /**
   * Waits at most so long.
   *
   * @throws InterruptedException if the thread is interrupted before or during the wait
   */
  public static void of(Duration length) throws InterruptedException {
    long end = System.nanoTime() + length.toNanos();
    for (long left = length.toNanos(); left > 0; left = end - System.nanoTime()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      LockSupport.parkNanos(left);
    }
  }
}
