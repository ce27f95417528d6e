package io.watershed.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ComposeFileTest {

  private static ComposeFile compose;

  @BeforeAll
  static void read() throws IOException {
    compose = ComposeFile.read();
  }

  @Test
  void hasEveryServerOfThePipeline() {
    assertThat(compose.services())
        .containsOnlyKeys(
            "kafka",
            "kafka-ui",
            "hadoop-network",
            "namenode",
            "datanode",
            "hive-metastore",
            "hiveserver2",
            "elasticsearch",
            "kibana",
            "kibana-import");
  }

  @Test
  void pinsImagesToWholeVersions() {
    compose
        .services()
        .forEach(
            (name, service) ->
                assertThat(service.at("/image").asText())
                    .as("image of %s", name)
                    .matches("[a-z./0-9-]+:v?\\d+\\.\\d+\\.\\d+"));
  }

  @Test
  void runsTheVersionsThatTheBuildRuns() throws IOException {
    assertThat(compose.image("kafka")).endsWith(":" + built("kafka.server.version"));
    assertThat(compose.image("namenode")).endsWith(":" + built("hadoop.server.version"));
    assertThat(compose.image("hiveserver2")).endsWith(":" + built("hive.version"));
    assertThat(compose.image("hive-metastore")).isEqualTo(compose.image("hiveserver2"));
    assertThat(compose.image("elasticsearch")).endsWith(":" + built("elasticsearch.version"));
    assertThat(compose.image("kibana")).endsWith(":" + built("elasticsearch.version"));
    assertThat(compose.image("kibana-import")).isEqualTo(compose.image("kibana"));
  }

  @Test
  void bindsPortsOnTheLoopbackAddressAlone() {
    List<String> ports = new ArrayList<>();
    compose.services().values().forEach(each -> ports.addAll(ComposeFile.texts(each.get("ports"))));

    assertThat(ports)
        .allMatch(port -> port.matches("127\\.0\\.0\\.1:(\\d+):\\1"))
        .doesNotHaveDuplicates()
        .contains(
            "127.0.0.1:9092:9092",
            "127.0.0.1:8080:8080",
            "127.0.0.1:8020:8020",
            "127.0.0.1:9870:9870",
            "127.0.0.1:10000:10000",
            "127.0.0.1:9200:9200",
            "127.0.0.1:5601:5601");
  }

  @Test
  void givesEveryServiceAHealthCheckAMemoryLimitAndARestart() {
    compose
        .services()
        .forEach(
            (name, service) -> {
              assertThat(service.at("/healthcheck/test").isArray())
                  .as("check of %s", name)
                  .isTrue();
              assertThat(service.at("/mem_limit").asText()).as(name).matches("\\d+[mg]");
              assertThat(service.at("/restart").asText()).as(name).isEqualTo("unless-stopped");
            });
  }

  @Test
  void waitsForHealthyServicesThatExist() {
    compose
        .services()
        .forEach(
            (name, service) -> {
              Iterator<Map.Entry<String, JsonNode>> waits =
                  service.at("/depends_on").properties().iterator();
              waits.forEachRemaining(
                  wait -> {
                    assertThat(compose.services()).containsKey(wait.getKey());
                    assertThat(wait.getValue().get("condition").asText())
                        .isEqualTo("service_healthy");
                  });
            });
  }

  @Test
  void keepsDataInVolumesAndMountsFilesThatExist() {
    List<String> mounts = new ArrayList<>();
    compose
        .services()
        .values()
        .forEach(each -> mounts.addAll(ComposeFile.texts(each.get("volumes"))));

    assertThat(mounts).isNotEmpty();
    for (String mount : mounts) {
      String source = mount.substring(0, mount.indexOf(':'));
      if (source.startsWith("./")) {
        assertThat(compose.folder().resolve(source)).as(mount).exists();
        assertThat(mount).endsWith(":ro");
      } else {
        assertThat(compose.volumes().has(source)).as(mount).isTrue();
      }
    }
  }

  @Test
  void servesTheAddressesThatTheSettingsHaveByDefault() {
    Settings defaults = Settings.of(Map.of());

    assertThat(defaults.string("kafka.bootstrap-servers")).isEqualTo("127.0.0.1:9092");
    assertThat(compose.services().get("kafka").at("/environment/KAFKA_ADVERTISED_LISTENERS"))
        .hasToString("\"HOST://127.0.0.1:9092,CONTAINERS://kafka:19092\"");
    assertThat(compose.services().get("namenode").at("/environment/CORE-SITE.XML_fs.defaultFS"))
        .hasToString("\"" + defaults.string("hdfs.uri") + "\"");
    assertThat(defaults.string("hive.jdbc-url")).isEqualTo("jdbc:hive2://127.0.0.1:10000/");
    assertThat(defaults.string("elasticsearch.url")).isEqualTo("http://127.0.0.1:9200");
  }

  private static String built(String property) throws IOException {
    String pom = Files.readString(compose.folder().resolve("pom.xml"));
    Matcher value = Pattern.compile("<" + property + ">([^<]+)</").matcher(pom);
    assertThat(value.find()).as(property).isTrue();
    return value.group(1);
  }
}
