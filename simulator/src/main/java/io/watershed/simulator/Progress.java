package io.watershed.simulator;

import io.watershed.core.settings.Settings;
import io.watershed.core.status.LayerStatus;
import io.watershed.core.status.StatusFile;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says every two seconds on standard error, and every second in the status file, how far it is. */
final class Progress implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
  private static final int LINE_EVERY_SECONDS = 2;
  private static final double NANOS = 1e9;

  private final String command;
  private final AtomicLong total;
  private final boolean lines;
  private final StatusFile status = StatusFile.from(Settings.load());
  private final Clock clock = Clock.systemUTC();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });

  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong reached = new AtomicLong();
  private volatile String state = "running";
  private volatile boolean backfillDone;
  private long ticks;
  private long messagesBefore;
  private long nanosBefore = System.nanoTime();

  private Progress(String command, long total, boolean lines) {
    this.command = command;
    this.total = new AtomicLong(total);
    this.lines = lines;
  }

  /** Progress of bounded work; {@code total} is where {@link #reached} ends, 0 when not known. */
  static Progress start(String command, long total) {
    return started(new Progress(command, total, true));
  }

  /** Progress of work without an end: the status file only. */
  static Progress quiet(String command) {
    return started(new Progress(command, 0, false));
  }

  private static Progress started(Progress progress) {
    var unused = progress.timer.scheduleAtFixedRate(progress::tick, 1, 1, TimeUnit.SECONDS);
    return progress;
  }

  void message() {
    messages.incrementAndGet();
  }

  void reached(long position) {
    reached.lazySet(position);
  }

  void backfillDone() {
    backfillDone = true;
  }

  private synchronized void tick() {
    ticks++;
    long now = System.nanoTime();
    long count = messages.get();
    double rate = (count - messagesBefore) * NANOS / Math.max(1, now - nanosBefore);
    messagesBefore = count;
    nanosBefore = now;
    if (lines && ticks % LINE_EVERY_SECONDS == 0) {
      long end = total.get();
      String share = end > 0 ? String.format(", %d %%", reached.get() * 100 / end) : "";
      LOG.info("{}: {} messages, {} a second{}", command, count, Math.round(rate), share);
    }
    write(rate);
  }

  private void write(double rate) {
    try {
      status.write(
          LayerStatus.of(
              "simulator",
              state,
              command,
              clock.instant(),
              Map.of(
                  "messagesOut", (double) messages.get(),
                  "messagesPerSecond", (double) Math.round(rate),
                  "backfillDone", backfillDone ? 1.0 : 0.0),
              Map.of()));
    } catch (IOException problem) {
      LOG.warn("the status file cannot be written: {}", problem.getMessage());
    }
  }

  @Override
  public synchronized void close() {
    timer.shutdownNow();
    state = "stopped";
    write(0);
  }
}
