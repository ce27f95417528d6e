package io.watershed.simulator;

import io.watershed.core.contract.LayerState;
import io.watershed.core.failure.ExitCode;
import io.watershed.core.settings.Settings;
import io.watershed.core.status.LayerReport;
import io.watershed.core.status.LayerStatus;
import io.watershed.core.status.StatusFile;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says every two seconds on standard error, and every second in the status file, how far it is. */
final class RunProgress implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(RunProgress.class);
  private static final int LINE_EVERY_SECONDS = 2;
  private static final double NANOS = 1e9;

  private final String command;
  private final AtomicLong total;
  private final boolean lines;
  private final LayerReport report;

  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong reached = new AtomicLong();
  private volatile boolean backfillDone;

  /** Two statuses are written at once at the start. */
  private long ticks = -2;

  private long messagesBefore;
  private long nanosBefore = System.nanoTime();

  /** What is watched. */
  interface Work {
    void run() throws IOException, InterruptedException;
  }

  private RunProgress(StatusFile file, String command, long total, boolean lines) {
    report = new LayerReport("simulator", file, Clock.systemUTC());
    this.command = command;
    this.total = new AtomicLong(total);
    this.lines = lines;
  }

  /** Progress of bounded work; {@code total} is where {@link #reached} ends, 0 when not known. */
  static RunProgress start(String command, long total) {
    return started(new RunProgress(StatusFile.from(Settings.load()), command, total, true));
  }

  /** Progress of work without an end: the status file only. */
  static RunProgress quiet(String command) {
    return quiet(command, StatusFile.from(Settings.load()));
  }

  static RunProgress quiet(String command, StatusFile file) {
    return started(new RunProgress(file, command, 0, false));
  }

  private static RunProgress started(RunProgress progress) {
    progress.report.completedBy(progress::complete);
    progress.report.becomes(LayerState.RUNNING, progress.command);
    progress.report.start();
    return progress;
  }

  /** Runs work to its end; if it fails, the last status says so, and why. */
  void watch(Work work) throws IOException, InterruptedException {
    try {
      work.run();
    } catch (IOException | RuntimeException problem) {
      report.becomes(LayerState.FAILED, ExitCode.firstLine(problem));
      throw problem;
    }
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

  /** A status with what was sent until now; asked for about every second. */
  private synchronized LayerStatus complete(LayerStatus status) {
    long now = System.nanoTime();
    long count = messages.get();
    double rate = (count - messagesBefore) * NANOS / Math.max(1, now - nanosBefore);
    messagesBefore = count;
    nanosBefore = now;
    boolean ended = status.state() == LayerState.STOPPED || status.state() == LayerState.FAILED;
    if (lines && !ended && ticks++ % LINE_EVERY_SECONDS == LINE_EVERY_SECONDS - 1) {
      long end = total.get();
      String share = end > 0 ? String.format(", %d %%", reached.get() * 100 / end) : "";
      LOG.info("{}: {} messages, {} a second{}", command, count, Math.round(rate), share);
    }
    return status.withFigures(
        Map.of(
            "messagesOut", (double) count,
            "messagesPerSecond", ended ? 0.0 : (double) Math.round(rate),
            "backfillDone", backfillDone ? 1.0 : 0.0));
  }

  @Override
  public void close() {
    report.close();
    report.becomes(LayerState.STOPPED, command);
  }
}
