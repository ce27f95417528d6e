package io.watershed.cluster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.cluster.ServerKind;
import io.watershed.cluster.server.ClusterSettings.Purpose;
import io.watershed.core.settings.S3Settings;
import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import io.watershed.core.settings.SettingsRecord;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClusterSettingsTest {
  @Test
  void defaultsAreTheUsualPorts() {
    ClusterSettings settings = ClusterSettings.from(Settings.of(Map.of()));

    assertThat(settings.port(Purpose.KAFKA).number()).isEqualTo(9092);
    assertThat(settings.port(Purpose.HDFS).number()).isEqualTo(8020);
    assertThat(settings.port(Purpose.HIVE).number()).isEqualTo(10000);
    assertThat(settings.port(Purpose.ELASTICSEARCH).number()).isEqualTo(9200);
    assertThat(settings.heap(ServerKind.ELASTICSEARCH)).isEqualTo("1g");
  }

  @Test
  void takesExplicitValues() {
    ClusterSettings settings =
        ClusterSettings.from(
            Settings.of(
                Map.of(
                    "kafka.bootstrap-servers", "localhost:19092",
                    "cluster.hdfs.page-port", "19870",
                    "cluster.hive.heap", "2g")));

    assertThat(settings.port(Purpose.KAFKA).number()).isEqualTo(19092);
    assertThat(settings.port(Purpose.HDFS_PAGE).number()).isEqualTo(19870);
    assertThat(settings.heap(ServerKind.HIVE)).isEqualTo("2g");
  }

  @Test
  void rejectsAServerThatIsNotOnThisMachine() {
    assertThatThrownBy(
            () ->
                ClusterSettings.from(
                    Settings.of(Map.of("kafka.bootstrap-servers", "kafka.example.org:9092"))))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "setting watershed.kafka.bootstrap-servers = kafka.example.org:9092 is not allowed: it"
                + " must be an address on this machine with a port, such as 127.0.0.1:9092; use up"
                + " --docker for servers elsewhere");
  }

  @Test
  void rejectsAHeapWithoutUnit() {
    assertThatThrownBy(() -> ClusterSettings.from(Settings.of(Map.of("cluster.kafka.heap", "512"))))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "setting watershed.cluster.kafka.heap = 512 is not allowed: it must be a number of"
                + " megabytes or gigabytes such as 512m or 1g");
  }

  @Test
  void rejectsAPortOutOfRange() {
    assertThatThrownBy(
            () ->
                ClusterSettings.from(Settings.of(Map.of("cluster.kafka.controller-port", "70000"))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("watershed.cluster.kafka.controller-port = 70000");
  }

  @Test
  void freePortsAreAllDifferent() {
    ClusterSettings settings = ClusterSettings.onFreePorts();

    assertThat(Stream.of(Purpose.values()).map(purpose -> settings.port(purpose).number()))
        .doesNotHaveDuplicates();
  }

  @Test
  void everyValue() {
    Map<Purpose, ServerPort> usual = new EnumMap<>(Purpose.class);
    usual.put(Purpose.KAFKA, new ServerPort(9092, "watershed.kafka.bootstrap-servers"));
    usual.put(
        Purpose.KAFKA_CONTROLLER, new ServerPort(9093, "watershed.cluster.kafka.controller-port"));
    usual.put(Purpose.HDFS, new ServerPort(8020, "watershed.hdfs.uri"));
    usual.put(Purpose.HDFS_PAGE, new ServerPort(9870, "watershed.cluster.hdfs.page-port"));
    usual.put(Purpose.HDFS_DATA, new ServerPort(9866, "watershed.cluster.hdfs.data-port"));
    usual.put(
        Purpose.HDFS_DATA_CALLS, new ServerPort(9867, "watershed.cluster.hdfs.data-calls-port"));
    usual.put(
        Purpose.HDFS_DATA_PAGE, new ServerPort(9864, "watershed.cluster.hdfs.data-page-port"));
    usual.put(Purpose.HIVE, new ServerPort(10000, "watershed.hive.jdbc-url"));
    usual.put(Purpose.ELASTICSEARCH, new ServerPort(9200, "watershed.elasticsearch.url"));
    usual.put(
        Purpose.ELASTICSEARCH_TRANSPORT,
        new ServerPort(9300, "watershed.cluster.elasticsearch.transport-port"));
    Map<Purpose, ServerPort> others = new EnumMap<>(Purpose.class);
    usual.forEach((to, port) -> others.put(to, new ServerPort(port.number() + 1, port.setting())));
    SettingsRecord.withDefaults(
            ClusterSettings::from,
            new ClusterSettings(usual, heaps("512m", "512m", "768m", "1g"), Optional.empty()))
        .explicit(
            Map.ofEntries(
                Map.entry("kafka.bootstrap-servers", "localhost:9093"),
                Map.entry("cluster.kafka.controller-port", "9094"),
                Map.entry("hdfs.uri", "hdfs://127.0.0.1:8021"),
                Map.entry("cluster.hdfs.page-port", "9871"),
                Map.entry("cluster.hdfs.data-port", "9867"),
                Map.entry("cluster.hdfs.data-calls-port", "9868"),
                Map.entry("cluster.hdfs.data-page-port", "9865"),
                Map.entry("hive.jdbc-url", "jdbc:hive2://127.0.0.1:10001/"),
                Map.entry("elasticsearch.url", "http://127.0.0.1:9201"),
                Map.entry("cluster.elasticsearch.transport-port", "9301"),
                Map.entry("cluster.kafka.heap", "1g"),
                Map.entry("cluster.hdfs.heap", "2g"),
                Map.entry("cluster.hive.heap", "3g"),
                Map.entry("cluster.elasticsearch.heap", "4000m"),
                Map.entry("hive.warehouse", "s3a://lake/hive")),
            new ClusterSettings(
                others,
                heaps("1g", "2g", "3g", "4000m"),
                Optional.of(new S3Settings(Optional.empty(), "us-east-1", false, Map.of()))))
        .rejects("kafka.bootstrap-servers", "127.0.0.1")
        .rejects("cluster.kafka.controller-port", "0")
        .rejects("hdfs.uri", "hdfs://cluster.example:8020")
        .rejects("cluster.hdfs.page-port", "65536")
        .rejects("cluster.hdfs.data-port", "0")
        .rejects("cluster.hdfs.data-calls-port", "0")
        .rejects("cluster.hdfs.data-page-port", "some")
        .rejects("hive.jdbc-url", "jdbc:hive2://hive.example:10000/")
        .rejects("elasticsearch.url", "http://127.0.0.1")
        .rejects("cluster.elasticsearch.transport-port", "0")
        .rejects("cluster.kafka.heap", "0m")
        .rejects("cluster.hdfs.heap", "1t")
        .rejects("cluster.hive.heap", "much")
        .rejects("cluster.elasticsearch.heap", "");
  }

  private static Map<ServerKind, String> heaps(
      String kafka, String hdfs, String hive, String elasticsearch) {
    return Map.of(
        ServerKind.KAFKA, kafka,
        ServerKind.HDFS, hdfs,
        ServerKind.HIVE, hive,
        ServerKind.ELASTICSEARCH, elasticsearch);
  }
}
