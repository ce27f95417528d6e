package io.watershed.cluster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.cluster.ServerKind;
import io.watershed.cluster.server.ClusterSettings.Purpose;
import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import java.util.Map;
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
}
