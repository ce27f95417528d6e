package io.watershed.cluster.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.cluster.process.Pause;
import io.watershed.core.settings.Settings;
import io.watershed.core.status.LayerStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;

/**
 * What can be done with a pipeline that runs, in this process or in another: batch runs, exports,
 * reconciliation, sending messages, and waiting until the layers have taken all of them. Safe for
 * use by several threads.
 */
public final class Operations implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration PROGRESS = Duration.ofSeconds(5);

  private final LayerLauncher launcher;
  private final Settings settings;
  private final String bootstrapServers;
  private final Events events;
  private final Map<String, LayerComponent> running = new ConcurrentHashMap<>();
  private Admin admin;

  /** Operations on the servers that the launcher's properties point to. */
  Operations(LayerLauncher launcher, Settings settings, Events events) {
    this.launcher = launcher;
    this.settings = settings;
    this.events = events;
    this.bootstrapServers =
        launcher
            .properties()
            .getOrDefault(
                "watershed.kafka.bootstrap-servers", settings.string("kafka.bootstrap-servers"));
  }

  /** The topics, by a client made at its first use. */
  synchronized Topics topics() {
    if (admin == null) {
      admin =
          Admin.create(
              Map.of(
                  "bootstrap.servers", bootstrapServers,
                  "reconnect.backoff.max.ms", "1000",
                  "request.timeout.ms", "10000",
                  "default.api.timeout.ms", "20000"));
    }
    return new Topics(admin, settings);
  }

  /**
   * Runs the batch layer. It holds a lock of its own, so that one run at a time works on a data
   * folder, whichever process asks.
   *
   * @param arguments such as {@code --from}, {@code 2025-01-01}
   * @return what the run reports
   * @throws StepFailedException if it fails
   */
  public JsonNode runBatch(List<String> arguments) {
    JsonNode report = required(Layer.BATCH, "batch", "run", arguments).json();
    Path run = launcher.data().resolve("run");
    try {
      Path fresh = run.resolve("last-batch.json.tmp");
      Files.writeString(fresh, report.toString());
      Files.move(fresh, run.resolve("last-batch.json"), StandardCopyOption.REPLACE_EXISTING);
      return report;
    } catch (IOException failed) {
      throw new UncheckedIOException("the report of the batch run cannot be kept", failed);
    }
  }

  /** Writes the CSV files into a folder. */
  public void export(Path folder, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("--out", folder.toAbsolutePath().toString()));
    all.addAll(arguments);
    required(Layer.SERVING, "export", "export", all);
  }

  /**
   * The reconciliation: exit code 0 when all adds up.
   *
   * @throws StepFailedException if it fails before it can tell
   */
  public StepResult reconcile(List<String> arguments) {
    StepResult result = step(Layer.BATCH, "reconcile", "reconcile", arguments);
    return result.exitCode() != 0 && result.output().isBlank() ? explained(result) : result;
  }

  /**
   * Sends messages: {@code generate} or {@code replay} with its arguments; ends when all are sent.
   */
  public StepResult send(String verb, List<String> arguments) {
    return required(Layer.SIMULATOR, "simulator", verb, arguments);
  }

  /** Compares exports and reconciliation with the simulator's ledger. */
  public StepResult check(List<String> arguments) {
    return step(Layer.SIMULATOR, "check", "check", arguments);
  }

  private StepResult required(Layer layer, String name, String verb, List<String> arguments) {
    return explained(step(layer, name, verb, arguments));
  }

  private StepResult explained(StepResult result) {
    if (result.exitCode() == 0) {
      return result;
    }
    String reason = step(result.step()).map(LayerComponent::reason).orElse("");
    throw new StepFailedException(result.step(), result.exitCode(), reason, log(result.step()));
  }

  private Path log(String name) {
    return launcher.data().resolve("log").resolve(name + ".log");
  }

  /** Runs a process to its end. */
  private StepResult step(Layer layer, String name, String verb, List<String> arguments) {
    try {
      Path run = Files.createDirectories(launcher.data().resolve("run"));
      // Not one name for all: another launcher may run the same step.
      Path output = Files.createTempFile(run, name + "-", ".out");
      try {
        return step(layer, name, verb, arguments, output);
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the output of " + name + " cannot be read", unreadable);
    }
  }

  private StepResult step(
      Layer layer, String name, String verb, List<String> arguments, Path output)
      throws IOException {
    List<String> words = new ArrayList<>(List.of(verb));
    words.addAll(arguments);
    LayerComponent process = new LayerComponent(launcher, layer, name, words, Optional.of(output));
    running.put(name, process);
    process.start();
    long lastProgress = System.nanoTime();
    String lastMessage = verb;
    while (!process.awaitEnd(LOOK)) {
      if (Thread.currentThread().isInterrupted()) {
        process.stop();
        throw new PipelineException(name + " was interrupted");
      }
      if (System.nanoTime() - lastProgress > PROGRESS.toNanos()) {
        String message = process.status().map(LayerStatus::message).orElse("");
        if (!message.isBlank() && !message.equals(lastMessage)) {
          lastProgress = System.nanoTime();
          lastMessage = message;
          events.add(name + ": " + message);
        }
      }
    }
    return new StepResult(name, process.exitStatus().orElse(1), Files.readString(output));
  }

  /** The process of a step that runs or has run here, such as {@code batch}. */
  public Optional<LayerComponent> step(String name) {
    return Optional.ofNullable(running.get(name));
  }

  /**
   * Waits until every given layer has processed all raw messages that Kafka holds now.
   *
   * @param layers names such as {@code ingestion}
   * @param failure a sentence when waiting has become pointless
   * @throws PipelineException when the time is over or waiting is pointless; it says how far each
   *     is
   */
  public void awaitCaughtUp(
      Set<String> layers, Duration longest, Supplier<Optional<String>> failure) {
    Map<String, Long> ends = topics().rawEnds();
    long deadline = System.nanoTime() + longest.toNanos();
    long lastProgress = System.nanoTime();
    while (true) {
      Map<String, Long> missing = missing(layers, ends);
      if (missing.values().stream().allMatch(count -> count == 0)) {
        return;
      }
      Optional<String> pointless = failure.get();
      if (pointless.isPresent()) {
        throw new PipelineException(pointless.get());
      }
      if (System.nanoTime() > deadline) {
        throw new PipelineException(
            "the layers have not caught up in "
                + longest.toSeconds()
                + " s; messages still to take: "
                + missing
                + ", states: "
                + states(layers));
      }
      if (System.nanoTime() - lastProgress > PROGRESS.toNanos()) {
        lastProgress = System.nanoTime();
        events.add("messages still to take: " + describe(missing));
      }
      pause();
    }
  }

  /** Whether the layers have processed all up to these ends. */
  boolean reached(Set<String> layers, Map<String, Long> ends) {
    return missing(layers, ends).values().stream().allMatch(count -> count == 0);
  }

  private Map<String, Long> missing(Set<String> layers, Map<String, Long> ends) {
    Map<String, Long> missing = new TreeMap<>();
    for (String layer : layers) {
      Map<String, Long> offsets = status(layer).map(LayerStatus::offsets).orElse(Map.of());
      long count = 0;
      for (Map.Entry<String, Long> end : ends.entrySet()) {
        count += Math.max(0, end.getValue() - offsets.getOrDefault(end.getKey(), 0L));
      }
      missing.put(layer, count);
    }
    return missing;
  }

  private static String describe(Map<String, Long> missing) {
    StringBuilder text = new StringBuilder();
    missing.forEach(
        (layer, count) ->
            text.append(text.isEmpty() ? "" : ", ").append(String.format("%s %,d", layer, count)));
    return text.toString();
  }

  private Map<String, String> states(Set<String> layers) {
    Map<String, String> states = new TreeMap<>();
    for (String layer : layers) {
      states.put(
          layer,
          status(layer)
              .map(status -> status.state().wireName() + " " + status.message())
              .orElse("no status yet"));
    }
    return states;
  }

  private Optional<LayerStatus> status(String layer) {
    return launcher.run().layer(layer);
  }

  private static void pause() {
    try {
      Pause.of(LOOK);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new PipelineException("the wait was interrupted", interrupted);
    }
  }

  /** Stops the steps under way. */
  @Override
  public void close() {
    running.values().forEach(LayerComponent::stop);
    synchronized (this) {
      if (admin != null) {
        admin.close(Duration.ofSeconds(1));
        admin = null;
      }
    }
  }
}
