package io.watershed.cluster.server;

import io.watershed.cluster.ServerKind;
import io.watershed.cluster.process.Ports;
import io.watershed.core.settings.S3Settings;
import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import java.net.URI;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Ports and heaps of the embedded servers. All ports are loopback ports.
 *
 * @param ports each server's ports by what they are for; the first of each is the one clients use
 * @param heaps each server's heap as the JVM takes it, such as {@code 512m}
 * @param s3 how S3 is reached; empty where no file lies there
 */
public record ClusterSettings(
    Map<Purpose, ServerPort> ports, Map<ServerKind, String> heaps, Optional<S3Settings> s3) {

  /** What a port is for, and the key of its setting. */
  public enum Purpose {
    /** Kafka's clients. */
    KAFKA("kafka.bootstrap-servers", 9092),
    /** Kafka's own quorum. */
    KAFKA_CONTROLLER("cluster.kafka.controller-port", 9093),
    /** The NameNode's clients. */
    HDFS("hdfs.uri", 8020),
    /** The NameNode's page. */
    HDFS_PAGE("cluster.hdfs.page-port", 9870),
    /** Block transfer. */
    HDFS_DATA("cluster.hdfs.data-port", 9866),
    /** The DataNode's calls. */
    HDFS_DATA_CALLS("cluster.hdfs.data-calls-port", 9867),
    /** The DataNode's page. */
    HDFS_DATA_PAGE("cluster.hdfs.data-page-port", 9864),
    /** HiveServer2's clients. */
    HIVE("hive.jdbc-url", 10000),
    /** Elasticsearch's clients. */
    ELASTICSEARCH("elasticsearch.url", 9200),
    /** Elasticsearch's own transport. */
    ELASTICSEARCH_TRANSPORT("cluster.elasticsearch.transport-port", 9300);

    private final String key;
    private final int usual;

    Purpose(String key, int usual) {
      this.key = key;
      this.usual = usual;
    }

    private boolean isOwnKey() {
      return key.startsWith("cluster.");
    }
  }

  private static final Map<ServerKind, String> USUAL_HEAPS =
      Map.of(
          ServerKind.KAFKA, "512m",
          ServerKind.HDFS, "512m",
          ServerKind.HIVE, "768m",
          ServerKind.ELASTICSEARCH, "1g");

  /** Copies its maps. */
  public ClusterSettings {
    ports = Map.copyOf(ports);
    heaps = Map.copyOf(heaps);
  }

  /**
   * Reads the ports out of the addresses the layers use, and the rest from {@code cluster}.
   *
   * @throws SettingsException if an address is not on this machine or a port is out of range
   */
  public static ClusterSettings from(Settings settings) {
    Map<Purpose, ServerPort> ports = new EnumMap<>(Purpose.class);
    for (Purpose purpose : Purpose.values()) {
      int number =
          purpose.isOwnKey()
              ? settings.integer(purpose.key, 1, 65_535)
              : localPort(purpose, settings.string(purpose.key));
      ports.put(purpose, new ServerPort(number, "watershed." + purpose.key));
    }
    return new ClusterSettings(ports, heaps(settings), S3Settings.from(settings));
  }

  private static Map<ServerKind, String> heaps(Settings settings) {
    Map<ServerKind, String> heaps = new EnumMap<>(ServerKind.class);
    for (ServerKind kind : ServerKind.values()) {
      String key = "cluster." + kind.name().toLowerCase(Locale.ROOT) + ".heap";
      String heap = settings.string(key);
      if (!heap.matches("[1-9]\\d{0,5}[mg]")) {
        throw new SettingsException(
            "watershed." + key, heap, "a number of megabytes or gigabytes such as 512m or 1g");
      }
      heaps.put(kind, heap);
    }
    return heaps;
  }

  private static int localPort(Purpose purpose, String address) {
    String allowed =
        "an address on this machine with a port, such as 127.0.0.1:"
            + purpose.usual
            + "; use up --docker for servers elsewhere";
    String text = address.startsWith("jdbc:") ? address.substring("jdbc:".length()) : address;
    try {
      URI uri = URI.create(text.contains("://") ? text : "tcp://" + text);
      boolean local = "127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost());
      if (local && uri.getPort() > 0 && uri.getPort() < 65_536) {
        return uri.getPort();
      }
    } catch (IllegalArgumentException notAnAddress) {
      // Said below.
    }
    throw new SettingsException("watershed." + purpose.key, address, allowed);
  }

  /** Ports that are free now, and the usual heaps. */
  public static ClusterSettings onFreePorts() {
    return onFreePorts(USUAL_HEAPS, Optional.empty());
  }

  /** Ports that are free now, and the rest of the settings. */
  public static ClusterSettings onFreePorts(Settings settings) {
    return onFreePorts(heaps(settings), S3Settings.from(settings));
  }

  private static ClusterSettings onFreePorts(
      Map<ServerKind, String> heaps, Optional<S3Settings> s3) {
    Map<Purpose, ServerPort> free = new EnumMap<>(Purpose.class);
    for (Purpose purpose : Purpose.values()) {
      free.put(purpose, new ServerPort(Ports.free(), "watershed." + purpose.key));
    }
    return new ClusterSettings(free, heaps, s3);
  }

  /** The port for this purpose. */
  public ServerPort port(Purpose purpose) {
    return ports.get(purpose);
  }

  /** The heap of this server. */
  public String heap(ServerKind kind) {
    return heaps.get(kind);
  }
}
