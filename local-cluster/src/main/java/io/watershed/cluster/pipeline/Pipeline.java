package io.watershed.cluster.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.cluster.LocalCluster;
import io.watershed.cluster.ServerKind;
import io.watershed.cluster.pipeline.Events.Event;
import io.watershed.cluster.pipeline.PipelineOptions.Batches;
import io.watershed.core.status.PartStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Servers, layers and the supervisor that starts again what dies, as one closeable thing.
 *
 * <pre>{@code
 * try (Pipeline pipeline = Pipeline.start(PipelineOptions.in(folder))) {
 *   pipeline.operations().send("generate", List.of("--days", "1"));
 *   pipeline.process("ingestion").kill();
 *   pipeline.awaitCaughtUp(Duration.ofMinutes(2));
 *   pipeline.runBatch();
 * }
 * }</pre>
 */
public final class Pipeline implements AutoCloseable {
  private static final List<Layer> STOP_ORDER =
      List.of(Layer.SIMULATOR, Layer.SOURCES, Layer.DASHBOARD, Layer.SPEED, Layer.INGESTION);

  private final PipelineOptions options;
  private final RunRecord.Hold hold;
  private final Events events;
  private final Supervisor supervisor;
  private final Optional<LocalCluster> cluster;
  private final Map<ServerKind, Component> servers = new EnumMap<>(ServerKind.class);
  private final Map<Layer, LayerComponent> layers = new EnumMap<>(Layer.class);
  private final LayerLauncher launcher;
  private final Operations operations;
  private final Map<String, String> properties;
  private final SnapshotWriter snapshots;
  private final Thread lastResort = new Thread(this::close, "stop-pipeline");
  private Optional<BatchSchedule> schedule = Optional.empty();
  private volatile boolean failedToStart;
  private boolean closed;

  private Pipeline(PipelineOptions options, RunRecord.Hold hold, Events events) {
    this.options = options;
    this.hold = hold;
    this.events = events;
    this.supervisor = new Supervisor(events);
    this.cluster =
        options
            .ports()
            .filter(ports -> !options.servers().isEmpty())
            .map(
                ports -> LocalCluster.of(options.home(), options.data(), ports, options.servers()));
    Map<String, String> all = new TreeMap<>(options.properties());
    cluster.ifPresent(embedded -> all.putAll(embedded.settings()));
    this.properties = Map.copyOf(all);
    this.launcher =
        new LayerLauncher(options.home(), options.data(), options.settings(), properties);
    this.operations = new Operations(launcher, options.settings(), events);
    this.snapshots = new SnapshotWriter(this, options.data());
  }

  /**
   * Starts everything, in an order in which nothing waits longer than it must, and returns when all
   * of it is ready. When a part fails, all that was started is stopped.
   *
   * @throws PipelineException if a layer fails, or a pipeline runs on the data folder already
   */
  public static Pipeline start(PipelineOptions options) {
    return start(options, event -> {});
  }

  /** The same, telling each event to a listener too. */
  public static Pipeline start(PipelineOptions options, Consumer<Event> listener) {
    return start(options, listener, pipeline -> {});
  }

  /**
   * The same, handing out the pipeline before its parts are started, for a screen that shows the
   * start.
   */
  public static Pipeline start(
      PipelineOptions options, Consumer<Event> listener, Consumer<Pipeline> early) {
    try {
      RunRecord.Hold hold = RunRecord.take(options.data());
      Events events =
          new Events(Clock.systemUTC(), options.data().resolve("log").resolve("pipeline.log"));
      events.listen(listener);
      Pipeline pipeline = new Pipeline(options, hold, events);
      pipeline.open(early);
      return pipeline;
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "the data folder " + options.data() + " cannot be used: " + failed.getMessage(), failed);
    }
  }

  /** What can be done with a pipeline that another process runs on this data folder. */
  public static Operations operationsOf(
      RunRecord record, PipelineOptions options, Consumer<Event> listener) {
    Events events =
        new Events(Clock.systemUTC(), options.data().resolve("log").resolve("commands.log"));
    events.listen(listener);
    LayerLauncher launcher =
        new LayerLauncher(options.home(), options.data(), options.settings(), record.properties());
    return new Operations(launcher, options.settings(), events);
  }

  private void open(Consumer<Pipeline> early) throws IOException {
    long begin = System.nanoTime();
    Runtime.getRuntime().addShutdownHook(lastResort);
    try {
      RunRecord.write(options.data(), !options.layers().isEmpty(), properties);
      prepareParts();
      snapshots.begin();
      early.accept(this);
      StartSequence sequence =
          new StartSequence(options, servers, layers, supervisor, operations, events);
      sequence.startParts();
      sequence.awaitLayers();
      startSimulator();
      if (options.batches() == Batches.HOURLY) {
        schedule = Optional.of(BatchSchedule.begin(this));
      }
      snapshots.running();
      events.add(
          String.format("everything is ready after %.0f s", (System.nanoTime() - begin) / 1e9));
    } catch (RuntimeException | IOException failed) {
      failedToStart = true;
      events.add(failed.getMessage() == null ? failed.toString() : failed.getMessage());
      close();
      throw failed;
    }
  }

  private void prepareParts() {
    cluster.ifPresent(
        embedded ->
            embedded
                .byKind()
                .forEach((kind, server) -> servers.put(kind, new ServerComponent(server))));
    if (options.ports().isEmpty()) {
      servers.putAll(RemoteServer.from(options.settings()));
    }
    for (Layer layer : options.layers()) {
      layers.put(
          layer,
          new LayerComponent(launcher, layer, layer.title(), layer.arguments(), Optional.empty()));
    }
  }

  private void startSimulator() {
    LayerComponent simulator = layers.get(Layer.SIMULATOR);
    if (simulator != null) {
      simulator.start();
      supervisor.watch(simulator);
    }
  }

  /** The embedded servers; empty where they run elsewhere. */
  public Optional<LocalCluster> cluster() {
    return cluster;
  }

  /** System properties that point a layer to the servers. */
  public Map<String, String> properties() {
    return properties;
  }

  /**
   * A part by name: {@code kafka, hdfs, hive, elasticsearch, simulator, ingestion, speed}, or a
   * step such as {@code batch} once it was started.
   *
   * @throws IllegalArgumentException if there is no such part
   */
  public Component process(String name) {
    return Stream.concat(servers.values().stream(), layers.values().stream())
        .filter(component -> component.name().equals(name))
        .findFirst()
        .or(() -> operations.step(name))
        .orElseThrow(() -> new IllegalArgumentException("the pipeline has no part " + name));
  }

  /** What can be done with it. */
  public Operations operations() {
    return operations;
  }

  /**
   * Waits until the streaming layers have taken all that Kafka holds now.
   *
   * @throws PipelineException when the time is over or a layer fails again and again
   */
  public void awaitCaughtUp(Duration longest) {
    operations.awaitCaughtUp(
        layers.keySet().stream()
            .filter(Layer::streams)
            .map(Layer::title)
            .collect(Collectors.toSet()),
        longest,
        supervisor::failure);
  }

  /** Runs the batch layer once and returns its report. */
  public JsonNode runBatch() {
    return operations.runBatch(List.of());
  }

  /** Writes the CSV files into a folder. */
  public void export(Path folder) {
    operations.export(folder, List.of());
  }

  /** The reconciliation's report, whether it agrees or not. */
  public JsonNode reconcile() {
    return operations.reconcile(List.of("--json")).json();
  }

  /** A sentence about a part that fails again and again, or got bad input. */
  public Optional<String> failure() {
    return supervisor.failure();
  }

  /** Whether a part failed before all was ready. */
  public boolean hasFailedToStart() {
    return failedToStart;
  }

  /** The data folder. */
  public Path data() {
    return options.data();
  }

  /** What happened. */
  public Events events() {
    return events;
  }

  /** The options it was started with. */
  PipelineOptions options() {
    return options;
  }

  /** A layer that was started. */
  Optional<LayerComponent> layer(Layer layer) {
    return Optional.ofNullable(layers.get(layer));
  }

  /** All parts, servers first. */
  Map<Component, PartStatus.Kind> parts() {
    Map<Component, PartStatus.Kind> parts = new LinkedHashMap<>();
    servers.values().forEach(server -> parts.put(server, PartStatus.Kind.SERVER));
    layers.values().forEach(layer -> parts.put(layer, PartStatus.Kind.LAYER));
    return parts;
  }

  /** The supervisor. */
  Supervisor supervisor() {
    return supervisor;
  }

  /** When the next batch run is due. */
  Optional<java.time.Instant> nextBatch() {
    return schedule.flatMap(BatchSchedule::next);
  }

  /** The pipeline now. */
  public PipelineSnapshot snapshot() {
    return snapshots.take();
  }

  /**
   * Stops everything in order: simulator, sources, dashboard, speed layer, ingestion, batch runs,
   * Hive, Elasticsearch, Kafka, HDFS. Closing twice does nothing more.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    snapshots.stopping();
    schedule.ifPresent(BatchSchedule::close);
    supervisor.close();
    List<Component> order = new ArrayList<>();
    STOP_ORDER.stream().map(layers::get).filter(layer -> layer != null).forEach(order::add);
    order.forEach(this::stopOne);
    operations.close();
    Stream.of(ServerKind.HIVE, ServerKind.ELASTICSEARCH, ServerKind.KAFKA, ServerKind.HDFS)
        .map(servers::get)
        .filter(server -> server != null)
        .forEach(this::stopOne);
    snapshots.end();
    hold.close();
    if (Thread.currentThread() != lastResort) {
      try {
        Runtime.getRuntime().removeShutdownHook(lastResort);
      } catch (IllegalStateException shuttingDown) {
        // Then the hook finds it closed.
      }
    }
  }

  private void stopOne(Component component) {
    if (component.isAlive()) {
      component.stop();
      events.add(component.title() + " stopped");
    }
  }
}
