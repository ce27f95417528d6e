package io.watershed.cluster.server;

import io.watershed.cluster.process.ChildProcess;
import io.watershed.cluster.process.PortHolder;
import io.watershed.cluster.process.Ports;
import io.watershed.cluster.process.ProjectHome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One real server in a process of its own. Starting it twice on the same data goes on where it
 * ended, however it ended. Safe for use by several threads.
 */
public abstract class ServerProcess implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(3);
  private static final Duration BETWEEN_PROBES = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String name;
  private final String title;
  private final ProjectHome home;
  private final Path data;
  private volatile ChildProcess process;

  /** A server by its log's name and by what people call it. */
  ServerProcess(String name, String title, ProjectHome home, Path data) {
    this.name = name;
    this.title = title;
    this.home = home;
    this.data = data.toAbsolutePath().normalize();
  }

  /** Writes configuration and says what to run. */
  abstract ChildProcess.Spec prepare() throws IOException;

  /** Whether it does what its clients need; any exception means not yet. */
  abstract boolean isReady() throws Exception;

  /** The loopback ports it listens on. */
  abstract List<ServerPort> ports();

  /** The address its clients use. */
  public abstract String address();

  /** The name of its log. */
  public final String name() {
    return name;
  }

  /** What people call it. */
  public final String title() {
    return title;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @throws PortInUseException if one of its ports is taken
   * @throws ServerFailedException if it ends or is not ready in three minutes
   */
  public final void start() {
    launch();
    awaitReady();
  }

  /**
   * Starts it without waiting.
   *
   * @throws PortInUseException if one of its ports is taken
   * @throws ServerFailedException if it cannot be started at all
   */
  public final synchronized void launch() {
    if (isAlive()) {
      return;
    }
    try {
      ChildProcess.Spec spec = prepare();
      endLeftover();
      for (ServerPort port : ports()) {
        if (!Ports.isFree(port.number())) {
          throw new PortInUseException(title, port, PortHolder.ofThisMachine());
        }
      }
      process = ChildProcess.start(spec);
    } catch (IOException failed) {
      throw new ServerFailedException(title, failed.toString(), logFile());
    }
  }

  private void endLeftover() throws IOException {
    ChildProcess.endLeftover(data.resolve("run").resolve(name + ".pid"));
  }

  /**
   * Waits until it is ready.
   *
   * @throws ServerFailedException if it ends first or is not ready in three minutes
   */
  public final void awaitReady() {
    ChildProcess current = process;
    if (current == null) {
      throw new ServerFailedException(title, "it was stopped", logFile());
    }
    long deadline = System.nanoTime() + LONGEST_START.toNanos();
    String lastAnswer = "no answer yet";
    while (System.nanoTime() < deadline) {
      try {
        if (isReady()) {
          return;
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new ServerFailedException(title, "the wait was interrupted", logFile());
      } catch (Exception notYet) {
        lastAnswer = notYet.toString();
      }
      if (current.awaitEnd(BETWEEN_PROBES)) {
        throw new ServerFailedException(
            title, current.reason() + ", exit status " + status(current), logFile());
      }
    }
    throw new ServerFailedException(
        title,
        "not ready after " + LONGEST_START.toSeconds() + " s, last answer: " + lastAnswer,
        logFile());
  }

  private static String status(ChildProcess ended) {
    return ended.exitStatus().isPresent()
        ? Integer.toString(ended.exitStatus().getAsInt())
        : "unknown";
  }

  /** Whether its process runs; says nothing of readiness. */
  public final boolean isAlive() {
    ChildProcess current = process;
    return current != null && current.isAlive();
  }

  /** Whether it answers as its clients need, now. */
  public final boolean answers() {
    try {
      return isAlive() && isReady();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Exception silent) {
      return false;
    }
  }

  /** Its process, or null before the first start. */
  public final ChildProcess process() {
    return process;
  }

  /** Why it ended, out of its log. */
  public final String reason() {
    ChildProcess current = process;
    return current == null ? "it was never started" : current.reason();
  }

  /** Stops it in an orderly way; SIGKILL after 20 s. */
  public final void stop() {
    beforeEnd();
    ChildProcess current = process;
    if (current != null) {
      current.stop(PATIENCE);
    }
  }

  /** Ends it with SIGKILL, as a crash would. {@link #start} goes on from its data. */
  public final void kill() {
    beforeEnd();
    ChildProcess current = process;
    if (current != null) {
      current.kill();
    }
  }

  /** Lets go of what the readiness probe holds. */
  void beforeEnd() {}

  @Override
  public final void close() {
    stop();
  }

  /** Where it logs. */
  public final Path logFile() {
    return data.resolve("log").resolve(name + ".log");
  }

  /** The project. */
  final ProjectHome home() {
    return home;
  }

  /** The folder of all servers' data. */
  final Path data() {
    return data;
  }

  /** The folder of this server's own data. */
  final Path ownData() {
    return data.resolve(name);
  }
}
