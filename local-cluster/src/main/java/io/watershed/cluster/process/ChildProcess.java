package io.watershed.cluster.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * One child process with a log file and a file that remembers its id, so that the next launcher can
 * end it should this one be killed. Standard output and error go to the log. Safe for use by
 * several threads.
 */
public final class ChildProcess {
  private static final long LARGEST_LOG_BYTES = 16L << 20;

  // What the JDK reports of a child that a signal ended.
  private static final int SIGNAL = 128;
  private static final int SIGKILL = 9;
  private static final int SIGTERM = 15;

  private final String name;
  private final Path log;
  private final Path pidFile;
  private final long logStart;
  private final Process process;
  private volatile boolean expectedToEnd;

  private ChildProcess(String name, Path log, Path pidFile, long logStart, Process process) {
    this.name = name;
    this.log = log;
    this.pidFile = pidFile;
    this.logStart = logStart;
    this.process = process;
  }

  /**
   * Starts a process, after ending one of the same name that an earlier launcher left behind. One
   * that another launcher still looks after goes on beside it.
   *
   * @param spec what to run
   * @throws UncheckedIOException if it cannot be started; the message names it
   */
  public static ChildProcess start(Spec spec) {
    try {
      Files.createDirectories(spec.data().resolve("log"));
      Files.createDirectories(spec.data().resolve("run"));
      Path pidFile = pidFile(spec);
      endLeftover(pidFile);
      Path log = spec.data().resolve("log").resolve(spec.name() + ".log");
      rotate(log);
      long logStart = Files.exists(log) ? Files.size(log) : 0;
      ProcessBuilder builder =
          new ProcessBuilder(spec.command())
              .directory(spec.folder().toFile())
              .redirectErrorStream(spec.output().isEmpty())
              .redirectOutput(
                  spec.output()
                      .map(file -> ProcessBuilder.Redirect.to(file.toFile()))
                      .orElseGet(() -> ProcessBuilder.Redirect.appendTo(log.toFile())));
      if (spec.output().isPresent()) {
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
      }
      builder.environment().putAll(spec.environment());
      Process process = builder.start();
      ChildProcess child = new ChildProcess(spec.name(), log, pidFile, logStart, process);
      child.remember();
      child.send(spec.input());
      return child;
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "process " + spec.name() + " could not be started: " + failed.getMessage(), failed);
    }
  }

  private static Path pidFile(Spec spec) throws IOException {
    Path run = spec.data().resolve("run");
    Path usual = run.resolve(spec.name() + ".pid");
    ProcessHandle self = ProcessHandle.current();
    boolean taken =
        running(usual).isPresent()
            && launcher(usual).filter(other -> !other.equals(self)).isPresent();
    return taken ? run.resolve(spec.name() + "-" + self.pid() + ".pid") : usual;
  }

  private void remember() throws IOException {
    Files.writeString(
        pidFile, inWords(process.toHandle()) + " " + inWords(ProcessHandle.current()));
  }

  /** Its id and its start: an id alone is given again to others. */
  private static String inWords(ProcessHandle process) {
    return process.pid() + " " + process.info().startInstant().map(Instant::toString).orElse("");
  }

  private void send(ByteBuffer input) {
    if (input.hasRemaining()) {
      // Standard input stays open: its end tells the child that this process has gone.
      OutputStream stream = process.getOutputStream();
      try {
        byte[] bytes = new byte[input.remaining()];
        input.duplicate().get(bytes);
        stream.write(bytes);
        stream.flush();
      } catch (IOException endedAtOnce) {
        // Its exit is noticed, and explained from its log, by whoever waits for it.
      }
    }
  }

  private static void rotate(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LARGEST_LOG_BYTES) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Ends the process a pid file names, if it is still the one that was started. */
  public static void endLeftover(Path pidFile) throws IOException {
    Optional<ProcessHandle> leftover = running(pidFile);
    if (leftover.isPresent()) {
      leftover.get().destroyForcibly();
      leftover.get().onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
    Files.deleteIfExists(pidFile);
  }

  /** The process a pid file names, if that very process still runs. */
  public static Optional<ProcessHandle> running(Path pidFile) throws IOException {
    return process(pidFile, 0);
  }

  /** The launcher that started it, if it still runs; older versions did not write it down. */
  private static Optional<ProcessHandle> launcher(Path pidFile) throws IOException {
    return process(pidFile, 2);
  }

  private static Optional<ProcessHandle> process(Path pidFile, int at) throws IOException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    String[] words = Files.readString(pidFile).trim().split(" ", -1);
    if (words.length < at + 2 || !words[at].matches("\\d{1,18}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(words[at]))
        .filter(ProcessHandle::isAlive)
        .filter(
            handle ->
                handle
                    .info()
                    .startInstant()
                    .map(Instant::toString)
                    .equals(Optional.of(words[at + 1])));
  }

  /** The name it was started under. */
  public String name() {
    return name;
  }

  /** The operating system's id. */
  public long pid() {
    return process.pid();
  }

  /** The file that holds what it printed. */
  public Path log() {
    return log;
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Its exit status, or empty while it runs. */
  public OptionalInt exitStatus() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /** Whether {@link #stop} or {@link #kill} ended it, as opposed to itself or someone else. */
  public boolean wasEndedHere() {
    return expectedToEnd;
  }

  /** Waits for its end, at most so long; tells whether it has ended. */
  public boolean awaitEnd(Duration longest) {
    try {
      return process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  /** Asks it to end (SIGTERM) and, when it has not after that time, makes it (SIGKILL). */
  public void stop(Duration patience) {
    expectedToEnd = true;
    process.destroy();
    if (!awaitEnd(patience)) {
      kill();
    }
    forget();
  }

  /** Ends it at once and without its knowledge (SIGKILL). */
  public void kill() {
    expectedToEnd = true;
    process.destroyForcibly();
    awaitEnd(Duration.ofSeconds(30));
    forget();
  }

  private void forget() {
    if (!process.isAlive()) {
      try {
        Files.deleteIfExists(pidFile);
      } catch (IOException stays) {
        // A pid file of a process that has ended is recognised as such by the next start.
      }
    }
  }

  /** What it printed since this start, the last {@code bytes} of it. */
  public String recentOutput(int bytes) {
    try (var channel = Files.newByteChannel(log)) {
      long from = Math.max(logStart, channel.size() - bytes);
      channel.position(from);
      var buffer = ByteBuffer.allocate((int) Math.max(0, channel.size() - from));
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // Until it is full.
      }
      return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return "";
    }
  }

  /** The line of its log that tells best why it failed, or the signal that ended it. */
  public String reason() {
    int status = exitStatus().orElse(0);
    if (status == SIGNAL + SIGKILL) {
      return "it was killed (SIGKILL)";
    }
    if (status == SIGNAL + SIGTERM) {
      return "it was told to end (SIGTERM)";
    }
    return FailureReason.in(recentOutput(64 << 10));
  }

  /**
   * What to run.
   *
   * @param name names its log and its pid file
   * @param command the words of the command
   * @param environment added to this process's own
   * @param input sent to its standard input, which then stays open
   * @param data the folder below which {@code log/} and {@code run/} lie
   * @param folder its working directory
   * @param output where its standard output goes instead of the log
   */
  public record Spec(
      String name,
      java.util.List<String> command,
      Map<String, String> environment,
      ByteBuffer input,
      Path data,
      Path folder,
      Optional<Path> output) {

    /** A process with the surroundings of this one. */
    public static Spec of(String name, java.util.List<String> command, Path data) {
      return new Spec(
          name, command, Map.of(), ByteBuffer.allocate(0), data, data, Optional.empty());
    }

    /** The same with these variables added to its environment. */
    public Spec withEnvironment(Map<String, String> more) {
      return new Spec(name, command, more, input, data, folder, output);
    }

    /** The same with this input. */
    public Spec withInput(byte[] bytes) {
      return new Spec(
          name,
          command,
          environment,
          ByteBuffer.wrap(bytes).asReadOnlyBuffer(),
          data,
          folder,
          output);
    }

    /** The same in this working directory. */
    public Spec in(Path directory) {
      return new Spec(name, command, environment, input, data, directory, output);
    }

    /** The same with its standard output in this file. */
    public Spec withOutput(Path file) {
      return new Spec(name, command, environment, input, data, folder, Optional.of(file));
    }
  }
}
