package io.watershed.cluster.cli;

import io.watershed.cluster.pipeline.Events.Event;
import java.io.PrintWriter;

/** Tells on standard error what happens, each line with the seconds since the command began. */
final class ProgressLines {
  private final PrintWriter err;
  private final long begin = System.nanoTime();

  ProgressLines(PrintWriter err) {
    this.err = err;
  }

  /** Shows an event of the pipeline. */
  void show(Event event) {
    say(event.text());
  }

  /** Shows a line. */
  synchronized void say(String text) {
    err.printf("%5.0f s  %s%n", seconds(), text);
    err.flush();
  }

  /** Seconds since the command began. */
  double seconds() {
    return (System.nanoTime() - begin) / 1e9;
  }
}
