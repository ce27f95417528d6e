package io.watershed.cluster;

import io.watershed.cluster.process.ProjectHome;
import io.watershed.cluster.server.ClusterSettings;
import io.watershed.cluster.server.ElasticsearchServer;
import io.watershed.cluster.server.HdfsServer;
import io.watershed.cluster.server.HiveServer;
import io.watershed.cluster.server.KafkaServer;
import io.watershed.cluster.server.ServerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * Real servers on this machine, started together and closed together.
 *
 * <pre>{@code
 * try (LocalCluster cluster = LocalCluster.start(folder, Set.of(ServerKind.KAFKA))) {
 *   cluster.kafka().createTopic("readings", 4);
 *   ...
 * }
 * }</pre>
 */
public final class LocalCluster implements AutoCloseable {
  private final Map<ServerKind, ServerProcess> servers = new EnumMap<>(ServerKind.class);
  private final Thread lastResort = new Thread(this::killAll, "kill-servers");

  private LocalCluster(
      ProjectHome home, Path data, ClusterSettings settings, Set<ServerKind> kinds) {
    HdfsServer hdfs = new HdfsServer(home, data, settings);
    for (ServerKind kind : kinds) {
      servers.put(
          kind,
          switch (kind) {
            case KAFKA -> new KafkaServer(home, data, settings);
            case HDFS -> hdfs;
            case HIVE -> new HiveServer(home, data, settings, hdfs.uri());
            case ELASTICSEARCH -> new ElasticsearchServer(home, data, settings);
          });
    }
  }

  /**
   * Starts servers on free ports and waits until all are ready; {@link ServerKind#HIVE} brings
   * {@link ServerKind#HDFS} with it. When one fails, all are stopped.
   *
   * @param data their data and logs; what an earlier cluster left there is used again
   */
  public static LocalCluster start(Path data, Set<ServerKind> kinds) {
    return start(data, kinds, ClusterSettings.onFreePorts());
  }

  /** The same on the ports and with the heaps that the settings name. */
  public static LocalCluster start(Path data, Set<ServerKind> kinds, ClusterSettings settings) {
    LocalCluster cluster = of(ProjectHome.ofThisProcess(), data, settings, kinds);
    cluster.startAll();
    return cluster;
  }

  /** Servers that are not started yet. */
  public static LocalCluster of(
      ProjectHome home, Path data, ClusterSettings settings, Collection<ServerKind> kinds) {
    Set<ServerKind> all = EnumSet.copyOf(kinds);
    if (all.contains(ServerKind.HIVE)) {
      all.add(ServerKind.HDFS);
    }
    return new LocalCluster(home, data.toAbsolutePath().normalize(), settings, all);
  }

  /**
   * Starts all servers side by side, Hive after HDFS, and waits until they are ready. When one
   * fails, all are stopped and its failure is thrown.
   */
  public void startAll() {
    Runtime.getRuntime().addShutdownHook(lastResort);
    try {
      Map<ServerKind, CompletableFuture<Void>> starts = new EnumMap<>(ServerKind.class);
      for (ServerKind kind : servers.keySet()) {
        CompletableFuture<Void> before =
            kind == ServerKind.HIVE
                ? starts.get(ServerKind.HDFS)
                : CompletableFuture.completedFuture(null);
        ServerProcess server = servers.get(kind);
        starts.put(kind, before.thenRunAsync(server::start, LocalCluster::inOwnThread));
      }
      CompletableFuture.allOf(starts.values().toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException failed) {
      close();
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failed;
    }
  }

  private static void inOwnThread(Runnable start) {
    Thread thread = new Thread(start, "start-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** The servers in the order in which they start. */
  public List<ServerProcess> servers() {
    return List.copyOf(servers.values());
  }

  /** The servers by kind, not started by this call. */
  public Map<ServerKind, ServerProcess> byKind() {
    return new EnumMap<>(servers);
  }

  /** The broker. */
  public KafkaServer kafka() {
    return server(ServerKind.KAFKA, KafkaServer.class);
  }

  /** The file system. */
  public HdfsServer hdfs() {
    return server(ServerKind.HDFS, HdfsServer.class);
  }

  /** The SQL server. */
  public HiveServer hive() {
    return server(ServerKind.HIVE, HiveServer.class);
  }

  /** The index. */
  public ElasticsearchServer elasticsearch() {
    return server(ServerKind.ELASTICSEARCH, ElasticsearchServer.class);
  }

  private <T extends ServerProcess> T server(ServerKind kind, Class<T> type) {
    ServerProcess server = servers.get(kind);
    if (server == null) {
      throw new IllegalStateException(kind + " is not part of this cluster: " + servers.keySet());
    }
    return type.cast(server);
  }

  /** The settings that point a layer to these servers, as system properties of its JVM. */
  public Map<String, String> settings() {
    Map<String, String> properties = new LinkedHashMap<>();
    overrides().forEach((key, value) -> properties.put("watershed." + key, value));
    return properties;
  }

  /**
   * The same settings without the leading {@code watershed.}, as {@code Settings.of} takes them.
   */
  public Map<String, String> overrides() {
    Map<String, String> settings = new LinkedHashMap<>();
    for (ServerKind kind : servers.keySet()) {
      switch (kind) {
        case KAFKA -> settings.put("kafka.bootstrap-servers", kafka().bootstrapServers());
        case HDFS -> settings.put("hdfs.uri", hdfs().uri());
        case HIVE -> settings.put("hive.jdbc-url", hive().jdbcUrl());
        case ELASTICSEARCH -> settings.put("elasticsearch.url", elasticsearch().url());
      }
    }
    return settings;
  }

  /** Stops Hive, Elasticsearch, Kafka and HDFS, in this order. */
  @Override
  public void close() {
    Stream.of(ServerKind.HIVE, ServerKind.ELASTICSEARCH, ServerKind.KAFKA, ServerKind.HDFS)
        .filter(servers::containsKey)
        .map(servers::get)
        .forEach(ServerProcess::close);
    try {
      Runtime.getRuntime().removeShutdownHook(lastResort);
    } catch (IllegalStateException shuttingDown) {
      // Then the hook finds nothing left to end.
    }
  }

  private void killAll() {
    new ArrayList<>(servers.values()).forEach(ServerProcess::kill);
  }
}
