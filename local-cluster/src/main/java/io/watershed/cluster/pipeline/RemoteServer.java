package io.watershed.cluster.pipeline;

import io.watershed.cluster.ServerKind;
import io.watershed.cluster.process.Pause;
import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A server that something else runs, such as {@code docker-compose.yml}: it is waited for and
 * shown, never started or stopped.
 */
record RemoteServer(String name, String title, String address) implements Component {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int CONNECT_MILLIS = 1_000;

  /** The four servers at the addresses of the settings. */
  static Map<ServerKind, Component> from(Settings settings) {
    Map<ServerKind, Component> servers = new EnumMap<>(ServerKind.class);
    servers.put(
        ServerKind.KAFKA,
        new RemoteServer("kafka", "Kafka", settings.string("kafka.bootstrap-servers")));
    servers.put(ServerKind.HDFS, new RemoteServer("hdfs", "HDFS", settings.string("hdfs.uri")));
    servers.put(
        ServerKind.HIVE, new RemoteServer("hive", "HiveServer2", settings.string("hive.jdbc-url")));
    servers.put(
        ServerKind.ELASTICSEARCH,
        new RemoteServer("elasticsearch", "Elasticsearch", settings.string("elasticsearch.url")));
    return servers;
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.empty();
  }

  @Override
  public boolean isAlive() {
    try (Socket socket = new Socket()) {
      socket.connect(socketAddress(), CONNECT_MILLIS);
      return true;
    } catch (IOException | IllegalArgumentException silent) {
      return false;
    }
  }

  private InetSocketAddress socketAddress() {
    String first = address.split(",", -1)[0];
    String text = first.startsWith("jdbc:") ? first.substring("jdbc:".length()) : first;
    URI uri = URI.create(text.contains("://") ? text : "tcp://" + text);
    return new InetSocketAddress(uri.getHost(), uri.getPort());
  }

  @Override
  public void start() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isAlive()) {
      if (System.nanoTime() > deadline) {
        throw new PipelineException(
            title + " does not answer at " + address + " after " + PATIENCE.toSeconds() + " s");
      }
      try {
        Pause.of(Duration.ofMillis(500));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new PipelineException("the wait for " + title + " was interrupted", interrupted);
      }
    }
  }

  @Override
  public void stop() {}

  @Override
  public void kill() {}

  @Override
  public String reason() {
    return "it does not answer at " + address;
  }
}
