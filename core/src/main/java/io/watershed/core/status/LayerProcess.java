package io.watershed.core.status;

import io.watershed.core.contract.LayerState;
import io.watershed.core.failure.ExitCode;
import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import java.time.Clock;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * A layer's process, as whoever started it sees it: the status file while it runs, one sentence for
 * what it was given and cannot use, and the exit code.
 *
 * <pre>{@code
 * System.exit(LayerProcess.run("speed", LOG::error, (settings, process) -> {
 *   process.reports(monitor::complete);
 *   process.onStop(query::stop);
 *   query.awaitTermination();
 * }));
 * }</pre>
 */
public final class LayerProcess {

  /** What a layer does: returns when it is done or was stopped. */
  @FunctionalInterface
  public interface Work {
    /**
     * Runs until the end.
     *
     * @throws Exception why it ended before
     */
    void run(Settings settings, LayerProcess process) throws Exception;
  }

  private final LayerReport report;
  private boolean stopping;
  private boolean ended;

  /** A process that reports there. */
  LayerProcess(LayerReport report) {
    this.report = report;
  }

  /**
   * Runs a layer with the settings of this process to its end.
   *
   * @param layer its name in the status file
   * @param tell takes a sentence about a problem, and the exception to show with it or null
   * @return the exit code, see {@link ExitCode}
   */
  public static int run(String layer, BiConsumer<String, Throwable> tell, Work work) {
    Settings settings;
    try {
      settings = Settings.load();
    } catch (SettingsException unusable) {
      return ExitCode.of(unusable, tell);
    }
    LayerReport report = new LayerReport(layer, StatusFile.from(settings), Clock.systemUTC());
    return new LayerProcess(report).run(settings, tell, work);
  }

  int run(Settings settings, BiConsumer<String, Throwable> tell, Work work) {
    report.start();
    try {
      work.run(settings, this);
      report.becomes(LayerState.STOPPED, "");
      return ExitCode.DONE;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      report.becomes(LayerState.STOPPED, "");
      return ExitCode.DONE;
    } catch (Exception problem) {
      if (isStopping()) {
        // What breaks while everything is taken down is no failure.
        report.becomes(LayerState.STOPPED, "");
        return ExitCode.DONE;
      }
      end();
      report.becomes(LayerState.FAILED, ExitCode.firstLine(problem));
      return ExitCode.of(problem, tell);
    } finally {
      end();
      report.close();
    }
  }

  /** Has each status completed before it is written, with figures and offsets. */
  public void reports(UnaryOperator<LayerStatus> completion) {
    report.completedBy(completion);
  }

  /** Changes the state, and reports it at once. */
  public void becomes(LayerState state, String message) {
    report.becomes(state, message);
  }

  /** Has something done when the process is told to stop (SIGTERM, SIGINT) while it works. */
  public void onStop(Runnable stop) {
    Runtime.getRuntime().addShutdownHook(new Thread(stopping(stop), "stop"));
  }

  /** The same as a task, for those who keep the order of what is done at the end themselves. */
  public Runnable stopping(Runnable stop) {
    return () -> {
      if (beginStop()) {
        stop.run();
        report.becomes(LayerState.STOPPED, "");
      }
    };
  }

  private synchronized boolean beginStop() {
    // Work that has ended by itself is followed by the same signal.
    stopping = !ended;
    return stopping;
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  private synchronized void end() {
    ended = true;
  }
}
