package io.watershed.cluster.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.core.status.LayerStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Takes snapshots of a pipeline and leaves one a second in a file for other processes. */
final class SnapshotWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Pipeline pipeline;
  private final Path file;
  private final Path lastBatch;
  private final String startedAt = Instant.now().toString();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "snapshots");
            thread.setDaemon(true);
            return thread;
          });
  private volatile String state = "starting";

  SnapshotWriter(Pipeline pipeline, Path data) {
    this.pipeline = pipeline;
    this.file = file(data);
    this.lastBatch = data.resolve("run/last-batch.json");
  }

  /** Where the snapshots of a data folder's pipeline lie. */
  static Path file(Path data) {
    return data.resolve("run/pipeline-status.json");
  }

  void begin() {
    var unused = clock.scheduleWithFixedDelay(this::write, 0, 1, TimeUnit.SECONDS);
  }

  void running() {
    state = "running";
  }

  void stopping() {
    state = "stopping";
  }

  void end() {
    clock.shutdownNow();
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      // Nobody believes it without the lock beside it.
    }
  }

  private void write() {
    try {
      Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
      JSON.writeValue(fresh.toFile(), take());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException next) {
      // The next one comes in a second.
    }
  }

  PipelineSnapshot take() {
    List<PipelineSnapshot.Part> parts = new ArrayList<>();
    Map<String, Double> figures = new TreeMap<>();
    pipeline
        .parts()
        .forEach(
            (component, kind) -> {
              Optional<LayerStatus> status =
                  component instanceof LayerProcess layer ? layer.status() : Optional.empty();
              parts.add(part(component, kind, status));
              status.ifPresent(
                  known ->
                      known
                          .figures()
                          .forEach(
                              (name, value) -> figures.put(known.layer() + "." + name, value)));
            });
    return new PipelineSnapshot(
        state,
        ProcessHandle.current().pid(),
        startedAt,
        Instant.now().toString(),
        pipeline.options().data().toString(),
        parts,
        figures,
        lastBatch(),
        pipeline.nextBatch().map(Instant::toString).orElse(""),
        pipeline.events().recent().stream()
            .map(event -> new PipelineSnapshot.Line(event.at().toString(), event.text()))
            .toList());
  }

  private PipelineSnapshot.Part part(
      Component component, String kind, Optional<LayerStatus> status) {
    return new PipelineSnapshot.Part(
        component.name(),
        component.title(),
        kind,
        state(component, kind, status),
        component.address(),
        component.pid().orElse(0),
        pipeline.supervisor().restarts(component),
        status.map(LayerStatus::message).orElse(""));
  }

  private String state(Component component, String kind, Optional<LayerStatus> status) {
    if (component.isAlive()) {
      if (kind.equals("server")) {
        boolean ready = pipeline.supervisor().isWatched(component);
        return pipeline.supervisor().isRestarting(component)
            ? "restarting"
            : ready || state.equals("stopping") ? "running" : "starting";
      }
      return status.map(LayerStatus::state).orElse("starting");
    }
    if (component.isDone()) {
      return "done";
    }
    if (component.isHopeless()) {
      return "failed";
    }
    if (pipeline.supervisor().isRestarting(component)) {
      return "restarting";
    }
    return state.equals("starting") ? "waiting to start" : "stopped";
  }

  private JsonNode lastBatch() {
    try {
      return Files.exists(lastBatch) ? JSON.readTree(Files.readAllBytes(lastBatch)) : null;
    } catch (IOException unreadable) {
      return null;
    }
  }
}
