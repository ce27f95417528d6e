package io.watershed.cluster.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.cluster.pipeline.PipelineSnapshot.State;
import io.watershed.core.contract.PartState;
import io.watershed.core.json.Json;
import io.watershed.core.status.LayerStatus;
import io.watershed.core.status.PartStatus;
import io.watershed.core.status.RunFolder;
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
  private volatile State state = State.STARTING;

  SnapshotWriter(Pipeline pipeline, Path data) {
    this.pipeline = pipeline;
    this.file = RunFolder.ofData(data).pipelineFile();
    this.lastBatch = data.resolve("run/last-batch.json");
  }

  void begin() {
    var unused = clock.scheduleWithFixedDelay(this::write, 0, 1, TimeUnit.SECONDS);
  }

  void running() {
    state = State.RUNNING;
  }

  void stopping() {
    state = State.STOPPING;
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
      Json.MAPPER.writeValue(fresh.toFile(), take());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException next) {
      // The next one comes in a second.
    }
  }

  PipelineSnapshot take() {
    List<PartStatus> parts = new ArrayList<>();
    Map<String, Double> figures = new TreeMap<>();
    pipeline
        .parts()
        .forEach(
            (component, kind) -> {
              Optional<LayerStatus> status =
                  component instanceof LayerComponent layer ? layer.status() : Optional.empty();
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

  private PartStatus part(Component component, PartStatus.Kind kind, Optional<LayerStatus> status) {
    return new PartStatus(
        component.name(),
        component.title(),
        kind,
        state(component, kind, status),
        status.map(LayerStatus::address).orElse(component.address()),
        component.pid().orElse(0),
        pipeline.supervisor().restarts(component),
        status.map(LayerStatus::message).orElse(""));
  }

  private PartState state(Component component, PartStatus.Kind kind, Optional<LayerStatus> status) {
    if (component.isAlive()) {
      return switch (kind) {
        case SERVER -> ofServer(component);
        case LAYER -> status.map(known -> PartState.of(known.state())).orElse(PartState.STARTING);
      };
    }
    if (component.isDone()) {
      return PartState.DONE;
    }
    if (component.isHopeless()) {
      return PartState.FAILED;
    }
    if (pipeline.supervisor().isRestarting(component)) {
      return PartState.RESTARTING;
    }
    return state == State.STARTING ? PartState.WAITING_TO_START : PartState.STOPPED;
  }

  private PartState ofServer(Component server) {
    if (pipeline.supervisor().isRestarting(server)) {
      return PartState.RESTARTING;
    }
    boolean ready = pipeline.supervisor().isWatched(server);
    return ready || state == State.STOPPING ? PartState.RUNNING : PartState.STARTING;
  }

  private JsonNode lastBatch() {
    try {
      return Files.exists(lastBatch) ? Json.MAPPER.readTree(Files.readAllBytes(lastBatch)) : null;
    } catch (IOException unreadable) {
      return null;
    }
  }
}
