package io.watershed.cluster.pipeline;

import io.watershed.cluster.process.ChildProcess;
import io.watershed.core.failure.ExitCode;
import io.watershed.core.status.LayerStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A layer's process: one that runs for long and is supervised, or one that runs and ends. Safe for
 * use by several threads.
 */
public final class LayerComponent implements Component {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LayerLauncher launcher;
  private final Layer layer;
  private final String name;
  private final List<String> arguments;
  private final Optional<Path> output;
  private volatile ChildProcess process;

  /** A process that is not started yet. */
  LayerComponent(
      LayerLauncher launcher,
      Layer layer,
      String name,
      List<String> arguments,
      Optional<Path> output) {
    this.launcher = launcher;
    this.layer = layer;
    this.name = name;
    this.arguments = List.copyOf(arguments);
    this.output = output;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String title() {
    return name;
  }

  @Override
  public String address() {
    return "";
  }

  @Override
  public OptionalLong pid() {
    ChildProcess current = process;
    return current != null && current.isAlive()
        ? OptionalLong.of(current.pid())
        : OptionalLong.empty();
  }

  @Override
  public boolean isAlive() {
    ChildProcess current = process;
    return current != null && current.isAlive();
  }

  @Override
  public synchronized void start() {
    if (!isAlive()) {
      process = launcher.start(layer, name, arguments, output);
    }
  }

  @Override
  public void stop() {
    ChildProcess current = process;
    if (current != null) {
      current.stop(PATIENCE);
    }
  }

  @Override
  public void kill() {
    ChildProcess current = process;
    if (current != null) {
      current.kill();
    }
  }

  @Override
  public String reason() {
    ChildProcess current = process;
    return current == null ? "it was never started" : current.reason();
  }

  @Override
  public boolean isHopeless() {
    OptionalInt status = exitStatus();
    return status.isPresent() && status.getAsInt() == ExitCode.BAD_INPUT;
  }

  @Override
  public boolean isDone() {
    OptionalInt status = exitStatus();
    return layer == Layer.SIMULATOR && status.isPresent() && status.getAsInt() == ExitCode.DONE;
  }

  /** Its exit status, or empty before its end. */
  public OptionalInt exitStatus() {
    ChildProcess current = process;
    return current == null ? OptionalInt.empty() : current.exitStatus();
  }

  /** Waits for its end, at most so long; tells whether it has ended. */
  public boolean awaitEnd(Duration longest) {
    ChildProcess current = process;
    return current == null || current.awaitEnd(longest);
  }

  /** What it last reported since its start. */
  public Optional<LayerStatus> status() {
    return launcher.run().layer(name);
  }

  /** A reported figure, or 0 before the first report. */
  public double figure(String figure) {
    return status().map(LayerStatus::figures).map(all -> all.get(figure)).orElse(0.0);
  }

  /** The next offsets to process, by topic and partition. */
  public Map<String, Long> offsets() {
    return status().map(LayerStatus::offsets).orElse(Map.of());
  }

  /** Its log. */
  public Path log() {
    return launcher.data().resolve("log").resolve(name + ".log");
  }
}
