package io.watershed.ingestion.source;

import io.watershed.core.status.LayerStatus;
import io.watershed.core.status.StatusFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The sources as the process they are in operation. */
final class SourceProcess implements Closeable {

  /** How a JVM ends that was asked to by SIGTERM: 128 and the signal's number. */
  static final int STOPPED = 143;

  private final Process process;
  private final Path log;
  private final StatusFile status;

  private SourceProcess(Process process, Path log, StatusFile status) {
    this.process = process;
    this.log = log;
    this.status = status;
  }

  /** Starts it with settings; it logs to, and keeps its status in, a folder. */
  static SourceProcess start(
      Path folder, Map<String, String> settings, Map<String, String> environment)
      throws IOException {
    Path statusFile = folder.resolve("sources.status.json");
    Files.deleteIfExists(statusFile);
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(
        List.of("-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    words.add("-Dwatershed.home=" + System.getProperty("watershed.home"));
    words.add("-Dlog4j2.configurationFile=" + System.getProperty("log4j2.configurationFile"));
    words.add("-Dwatershed.status-file=" + statusFile);
    settings.forEach((key, value) -> words.add("-Dwatershed." + key + "=" + value));
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.add(SourcesMain.class.getName());
    Path log = folder.resolve("sources.log");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return new SourceProcess(builder.start(), log, StatusFile.at(statusFile));
  }

  /** Ends it as the kernel does when memory is short: at once. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Asks it to stop, and gives its exit code. */
  int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("it did not stop within 30 s");
    }
    return process.exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int awaitExit() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("it did not end within 60 s");
    }
    return process.exitValue();
  }

  /** What it says of itself, or null before it says anything. */
  LayerStatus statusOrNull() {
    try {
      return status.read().orElse(null);
    } catch (IOException unreadable) {
      return null;
    }
  }

  /** A figure of its status; zero as long as there is none. */
  double figure(String name) {
    LayerStatus now = statusOrNull();
    return now == null ? 0 : now.figures().getOrDefault(name, 0.0);
  }

  /** Everything it logged. */
  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
