package io.watershed.cluster.cli;

import io.watershed.cluster.pipeline.PipelineSnapshot;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shows snapshots as they change: on a terminal the whole screen each second, elsewhere a line
 * every ten seconds.
 */
final class StatusScreen implements AutoCloseable {
  /** Rows and columns, given by the script when standard output is a terminal. */
  private static final String TERMINAL = "WATERSHED_TERMINAL";

  private static final String ENTER = "\033[?1049h\033[?25l\033[?7l";
  private static final String LEAVE = "\033[?7h\033[?25h\033[?1049l";

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "screen");
            thread.setDaemon(true);
            return thread;
          });
  private final PrintStream terminal =
      new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
  private final Optional<PrintWriter> lines;
  private final int rows;
  private final int columns;
  private Supplier<PipelineSnapshot> source;
  private boolean closed;

  private StatusScreen(Optional<PrintWriter> lines, int rows, int columns) {
    this.lines = lines;
    this.rows = rows;
    this.columns = columns;
  }

  /** Whether standard output is a terminal. */
  static boolean isPossible() {
    String size = System.getenv(TERMINAL);
    return size != null && size.matches("\\d{1,4} \\d{1,4}");
  }

  /** On the terminal. */
  static StatusScreen onTerminal() {
    String[] size = System.getenv(TERMINAL).split(" ", -1);
    int rows = Integer.parseInt(size[0]);
    int columns = Integer.parseInt(size[1]);
    return new StatusScreen(Optional.empty(), rows > 0 ? rows : 40, columns > 0 ? columns : 120);
  }

  /** As lines. */
  static StatusScreen asLines(PrintWriter out) {
    return new StatusScreen(Optional.of(out), 0, 0);
  }

  /** Begins to show. */
  synchronized void begin(Supplier<PipelineSnapshot> snapshots) {
    source = snapshots;
    if (lines.isEmpty()) {
      terminal.print(ENTER);
      terminal.flush();
    }
    int seconds = lines.isEmpty() ? 1 : 10;
    var unused =
        clock.scheduleAtFixedRate(
            this::show, lines.isEmpty() ? 0 : seconds, seconds, TimeUnit.SECONDS);
  }

  private synchronized void show() {
    if (closed) {
      return;
    }
    try {
      PipelineSnapshot snapshot = source.get();
      if (lines.isPresent()) {
        lines.get().println(new StatusText(false).line(snapshot));
        lines.get().flush();
      } else {
        draw(new StatusText(true).render(snapshot, columns));
      }
    } catch (RuntimeException next) {
      // A snapshot that cannot be taken now is followed by another in a second.
    }
  }

  private void draw(String text) {
    StringBuilder screen = new StringBuilder("\033[H");
    text.lines().limit(rows - 2L).forEach(line -> screen.append(line).append("\033[K\r\n"));
    screen.append("\033[J\r\nCtrl-C stops everything in order; the data stays.");
    terminal.print(screen);
    terminal.flush();
  }

  /** Gives the terminal back as it was. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    clock.shutdownNow();
    if (lines.isEmpty() && source != null) {
      terminal.print(LEAVE);
      terminal.flush();
    }
  }
}
