package io.watershed.core.status;

import io.watershed.core.contract.LayerState;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Says in a layer's status file, about every second and at each change, what the layer does. The
 * first of {@link LayerState#STOPPED} and {@link LayerState#FAILED} is the last word. Safe for use
 * by several threads.
 */
public final class LayerReport implements AutoCloseable {

  /** A small file on a disk; a process that ends does not wait longer for it. */
  private static final long LONGEST_WRITE_SECONDS = 5;

  private final String layer;
  private final StatusFile file;
  private final Clock clock;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(LayerReport::daemon);
  private UnaryOperator<LayerStatus> details = UnaryOperator.identity();
  private LayerState state = LayerState.STARTING;
  private String message = "";
  private String complaint = "";

  /** A report that is not begun. */
  public LayerReport(String layer, StatusFile file, Clock clock) {
    this.layer = layer;
    this.file = file;
    this.clock = clock;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "status");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Has each status completed before it is written, with figures and offsets. The layer must not
   * hold, while it calls this report, a lock that the completion takes.
   */
  public synchronized void completedBy(UnaryOperator<LayerStatus> completion) {
    details = completion;
  }

  /** Begins, at once. */
  public void start() {
    var unused = ticker.scheduleAtFixedRate(this::write, 0, 1, TimeUnit.SECONDS);
  }

  /** Changes the state, and writes it at once. */
  public synchronized void becomes(LayerState newState, String newMessage) {
    if (!isLastWord(state)) {
      state = newState;
      message = newMessage;
      write();
    }
  }

  private static boolean isLastWord(LayerState state) {
    return switch (state) {
      case STARTING, RUNNING, WAITING -> false;
      case STOPPED, FAILED -> true;
    };
  }

  /** Writes how things stand. A file that cannot be written is told once, and tried again. */
  public synchronized void write() {
    try {
      file.write(details.apply(LayerStatus.of(layer, state, message, clock.instant())));
      complaint = "";
    } catch (IOException | RuntimeException problem) {
      if (!complaint.equals(problem.toString())) {
        complaint = problem.toString();
        System.err.println("the status file cannot be written: " + complaint);
      }
    }
  }

  /** Ends after the writing that is under way: nothing is written later. */
  @Override
  public void close() {
    ticker.shutdown();
    try {
      if (!ticker.awaitTermination(LONGEST_WRITE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("the status file of " + layer + " is still being written");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
