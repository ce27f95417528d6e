package io.watershed.cluster.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What happened, in sentences for people: the last ones for the screen, all of them in a file. */
public final class Events {
  private static final int KEPT = 50;

  private final Clock clock;
  private final Path file;
  private final Deque<Event> last = new ArrayDeque<>();
  private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();

  /** Events that are also appended to a file. */
  public Events(Clock clock, Path file) {
    this.clock = clock;
    this.file = file;
  }

  /** One thing that happened. */
  public record Event(Instant at, String text) {}

  /** Calls the listener for every event from now on. */
  public void listen(Consumer<Event> listener) {
    listeners.add(listener);
  }

  /** Adds an event of this instant. */
  public void add(String text) {
    Event event = new Event(clock.instant(), text);
    synchronized (last) {
      last.addLast(event);
      if (last.size() > KEPT) {
        last.removeFirst();
      }
      try {
        Files.createDirectories(file.getParent());
        Files.writeString(
            file,
            event.at() + " " + text + "\n",
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      } catch (IOException full) {
        // A full disk must not stop the pipeline from telling the screen.
      }
    }
    listeners.forEach(listener -> listener.accept(event));
  }

  /** The last events, the newest at the end. */
  public List<Event> recent() {
    synchronized (last) {
      return List.copyOf(last);
    }
  }
}
