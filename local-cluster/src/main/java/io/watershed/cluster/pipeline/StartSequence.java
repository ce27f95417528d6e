package io.watershed.cluster.pipeline;

import io.watershed.cluster.ServerKind;
import io.watershed.cluster.process.Pause;
import io.watershed.core.contract.LayerState;
import io.watershed.core.status.LayerStatus;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** The order in which parts start, so that none waits longer than it must. */
final class StartSequence {
  private static final Duration LAYERS_READY = Duration.ofMinutes(3);
  private static final Set<LayerState> READY = EnumSet.of(LayerState.RUNNING, LayerState.WAITING);

  private final PipelineOptions options;
  private final Map<ServerKind, Component> servers;
  private final Map<Layer, LayerComponent> layers;
  private final Supervisor supervisor;
  private final Operations operations;
  private final Events events;

  StartSequence(
      PipelineOptions options,
      Map<ServerKind, Component> servers,
      Map<Layer, LayerComponent> layers,
      Supervisor supervisor,
      Operations operations,
      Events events) {
    this.options = options;
    this.servers = servers;
    this.layers = layers;
    this.supervisor = supervisor;
    this.operations = operations;
    this.events = events;
  }

  /** Starts servers and layers, each as soon as what it needs is ready; the simulator is not. */
  void startParts() {
    CompletableFuture<Void> kafka = startServer(ServerKind.KAFKA, done());
    CompletableFuture<Void> hdfs = startServer(ServerKind.HDFS, done());
    CompletableFuture<Void> search = startServer(ServerKind.ELASTICSEARCH, done());
    CompletableFuture<Void> topics =
        options.layers().isEmpty()
            ? kafka
            : kafka.thenRunAsync(() -> operations.topics().create(), StartSequence::inOwnThread);
    CompletableFuture<Void> ingestion =
        startLayer(Layer.INGESTION, CompletableFuture.allOf(topics, hdfs));
    CompletableFuture<Void> speed =
        startLayer(Layer.SPEED, CompletableFuture.allOf(topics, hdfs, search));
    CompletableFuture<Void> dashboard =
        startLayer(Layer.DASHBOARD, CompletableFuture.allOf(topics, search));
    CompletableFuture<Void> sources = startLayer(Layer.SOURCES, topics);
    CompletableFuture<Void> hive = startServer(ServerKind.HIVE, hdfs);
    try {
      allOrFirstFailure(List.of(ingestion, speed, dashboard, sources, hive, search, topics)).join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failed;
    }
  }

  private static CompletableFuture<Void> allOrFirstFailure(List<CompletableFuture<Void>> parts) {
    CompletableFuture<Void> all = CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new));
    for (CompletableFuture<Void> part : parts) {
      part.exceptionally(
          failed -> {
            all.completeExceptionally(failed);
            return null;
          });
    }
    return all;
  }

  private static CompletableFuture<Void> done() {
    return CompletableFuture.completedFuture(null);
  }

  private CompletableFuture<Void> startServer(ServerKind kind, CompletableFuture<Void> before) {
    Component server = servers.get(kind);
    if (server == null) {
      return before;
    }
    return before.thenRunAsync(
        () -> {
          long begin = System.nanoTime();
          server.start();
          supervisor.watch(server);
          events.add(
              String.format(
                  "%s is ready after %.1f s at %s",
                  server.title(), (System.nanoTime() - begin) / 1e9, server.address()));
        },
        StartSequence::inOwnThread);
  }

  private CompletableFuture<Void> startLayer(Layer layer, CompletableFuture<Void> before) {
    LayerComponent process = layers.get(layer);
    if (process == null) {
      return before;
    }
    return before.thenRunAsync(
        () -> {
          process.start();
          supervisor.watch(process);
        },
        StartSequence::inOwnThread);
  }

  /** Waits until the layers report that they run. */
  void awaitLayers() {
    long deadline = System.nanoTime() + LAYERS_READY.toNanos();
    Set<Layer> waitedFor =
        layers.keySet().stream()
            .filter(layer -> layer != Layer.SIMULATOR)
            .collect(Collectors.toSet());
    while (!waitedFor.isEmpty()) {
      for (Layer layer : List.copyOf(waitedFor)) {
        if (layers
            .get(layer)
            .status()
            .map(LayerStatus::state)
            .filter(READY::contains)
            .isPresent()) {
          waitedFor.remove(layer);
          events.add("the " + layer.title() + " layer is ready");
        }
      }
      supervisor
          .failure()
          .ifPresent(
              failure -> {
                throw new PipelineException(failure);
              });
      if (System.nanoTime() > deadline) {
        throw new PipelineException(
            "not ready after "
                + LAYERS_READY.toSeconds()
                + " s: "
                + waitedFor
                + " (logs below "
                + options.data().resolve("log")
                + ")");
      }
      try {
        Pause.of(Duration.ofMillis(100));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new PipelineException("the start was interrupted", interrupted);
      }
    }
  }

  private static void inOwnThread(Runnable start) {
    Thread thread = new Thread(start, "start-part");
    thread.setDaemon(true);
    thread.start();
  }
}
