package io.watershed.simulator;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets running work end in order when the process is asked to stop: opens a latch, then holds the
 * process until this is closed.
 */
final class StopSignal implements AutoCloseable {

  private static final long SECONDS_TO_STOP = 30;

  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  private StopSignal() {}

  /** Installs itself for SIGTERM and SIGINT. */
  static StopSignal install() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(new Thread(signal::stopAndWait, "stop"));
    return signal;
  }

  /** Opens when the process is asked to stop. */
  CountDownLatch latch() {
    return stop;
  }

  private void stopAndWait() {
    stop.countDown();
    try {
      boolean ended = stopped.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
      if (!ended) {
        System.err.println("the simulator did not stop within " + SECONDS_TO_STOP + " s");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stopped.countDown();
  }
}
