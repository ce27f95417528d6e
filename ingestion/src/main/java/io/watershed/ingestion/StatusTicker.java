package io.watershed.ingestion;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Has a status written about every second, on a thread that keeps no process alive. */
public final class StatusTicker implements AutoCloseable {

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "status");
            thread.setDaemon(true);
            return thread;
          });

  /** Begins, at once. */
  public void start(Runnable write) {
    var unused = executor.scheduleAtFixedRate(write, 0, 1, TimeUnit.SECONDS);
  }

  /** Ends after the writing that is under way. */
  @Override
  public void close() {
    executor.shutdown();
  }
}
