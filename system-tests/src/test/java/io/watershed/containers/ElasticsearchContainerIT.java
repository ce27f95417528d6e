package io.watershed.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The index templates' contract on the Elasticsearch image of docker-compose.yml. */
@Testcontainers(disabledWithoutDocker = true)
class ElasticsearchContainerIT {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static GenericContainer<?> elasticsearch;

  @BeforeAll
  static void putTemplates() throws Exception {
    elasticsearch =
        new GenericContainer<>(ComposeFile.read().image("elasticsearch"))
            .withEnv("discovery.type", "single-node")
            .withEnv("xpack.security.enabled", "false")
            .withEnv("xpack.ml.enabled", "false")
            .withEnv("ES_JAVA_OPTS", "-Xms512m -Xmx512m")
            .withExposedPorts(9200)
            .waitingFor(
                Wait.forHttp("/_cluster/health?wait_for_status=yellow")
                    .forPort(9200)
                    .withStartupTimeout(Duration.ofMinutes(3)));
    elasticsearch.start();
    for (Path template : templates()) {
      String name = template.getFileName().toString().replace(".json", "");
      assertThat(
              request("PUT", "/_index_template/" + name, Files.readString(template)).statusCode())
          .as(name)
          .isEqualTo(200);
    }
  }

  @AfterAll
  static void stop() {
    elasticsearch.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
      meter-windows-2022.07~{"meter_id":"83008","measurement_type":"Pulse1","unit":"L",\
      "window_start":"2022-07-13T07:30:00Z","window_end":"2022-07-13T07:35:00Z","count":1,\
      "sum":6.0,"mean":6.0,"min":6.0,"max":6.0,"excluded_count":0,"meter_type":"captis_pulse",\
      "suburb":"BUDERIM","postcode":4556,"usage_type":"Residential",\
      "updated_at":"2022-07-13T07:35:02.123Z"}
      alerts-2022.07~{"alert_type":"HIGH_FLOW","severity":"WARNING","meter_id":"83008",\
      "measurement_type":"Pulse1","episode_start":"2022-07-13T07:30:01Z",\
      "last_seen":"2022-07-13T07:45:01Z","readings":2,"measured":300.0,"peak":310.5,"limit":250.0,\
      "unit":"L","message":"300 L in 15 minutes","meter_type":"captis_pulse","suburb":"BUDERIM",\
      "postcode":4556,"usage_type":"Residential","updated_at":"2022-07-13T07:45:02Z"}
      pipeline-health~{"layer":"speed-layer","query_id":"q","batch_id":7,\
      "arrival_hour":"2022-07-13T07:00:00Z","messages":10,"accepted":7,"late":1,"duplicates":1,\
      "dead_letters":1,"windows":35,"alerts":0,"refused":0,"processed_at":"2022-07-13T07:45:02Z"}
      """)
  void takesTheDocumentOfTheContractAndRefusesAnUnknownField(String index, String document)
      throws Exception {
    assertThat(request("PUT", "/" + index + "/_doc/a", document).statusCode()).isEqualTo(201);

    String unknown = document.replace("{", "{\"surprise\":1,");
    HttpResponse<String> refused = request("PUT", "/" + index + "/_doc/b", unknown);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("strict_dynamic_mapping_exception");
  }

  @Test
  void hasATemplateForEveryIndexOfTheContract() throws IOException {
    assertThat(templates())
        .extracting(each -> each.getFileName().toString())
        .contains("alerts.json", "meter-windows.json", "pipeline-health.json");
  }

  private static List<Path> templates() throws IOException {
    try (Stream<Path> files = Files.list(Settings.home().resolve("kibana/index-templates"))) {
      return files.filter(each -> each.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static HttpResponse<String> request(String method, String path, String body)
      throws IOException, InterruptedException {
    URI address =
        URI.create(
            "http://" + elasticsearch.getHost() + ":" + elasticsearch.getMappedPort(9200) + path);
    return HTTP.send(
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .timeout(Duration.ofSeconds(60))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
