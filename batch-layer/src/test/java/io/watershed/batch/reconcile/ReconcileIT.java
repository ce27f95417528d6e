package io.watershed.batch.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.batch.BatchMain;
import io.watershed.cluster.LocalCluster;
import io.watershed.cluster.ServerKind;
import io.watershed.core.settings.Settings;
import io.watershed.spark.MasterDataset;
import io.watershed.spark.SparkSessions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.http.HttpHost;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All four servers with five messages in them: the command agrees, and disagrees when it must. */
class ReconcileIT {

  private static final Instant EVENT = Instant.parse("2026-01-31T08:15:00Z");

  @TempDir static Path folder;
  private static LocalCluster cluster;
  private static Map<String, String> properties;

  @BeforeAll
  static void startServers() {
    cluster = LocalCluster.start(folder, EnumSet.allOf(ServerKind.class));
    properties = cluster.settings();
    properties.put("watershed.data-dir", folder.resolve("var").toString());
    properties.put("watershed.spark.master", "local[2]");
    properties.put("watershed.spark.shuffle-partitions", "2");
    properties.forEach(System::setProperty);
    for (String topic : List.of("meter-readings", "station-observations")) {
      cluster.kafka().createTopic(topic, 1, Map.of("message.timestamp.type", "LogAppendTime"));
    }
  }

  @AfterAll
  static void stopServers() {
    properties.keySet().forEach(System::clearProperty);
    cluster.close();
  }

  @Test
  void agreesUntilRowIsTakenAway() throws Exception {
    Instant arrival = send(5);
    Settings settings = Settings.load();
    MasterDataset dataset = MasterDataset.from(settings);
    try (SparkSession spark = SparkSessions.create("reconcile-it", settings)) {
      dataset.createIfAbsent(spark);
      MasterRowsForTests.append(
          spark,
          dataset,
          List.of(
              MasterRowsForTests.reading("1", EVENT, 0, 0, arrival),
              MasterRowsForTests.reading("1", EVENT, 0, 1, arrival),
              MasterRowsForTests.reading("1", EVENT.minusSeconds(7 * 3600), 0, 2, arrival),
              MasterRowsForTests.reading("2", EVENT, 0, 4, arrival)));
      MasterRowsForTests.appendLetters(
          spark, dataset, List.of(MasterRowsForTests.letter(0, 3, arrival, "NOT_JSON")));
    }

    JsonNode early = reconcile(1);
    assertThat(failures(early))
        .containsExactly(
            "Hive has 0 rows, expected 3: Hive has no batch views yet: run the batch layer",
            "the speed layer's figures are missing: the speed layer has not counted anything yet:"
                + " start it");

    indexHealth(arrival.truncatedTo(ChronoUnit.HOURS));
    assertThat(run("run").exitCode()).isZero();
    JsonNode complete = reconcile(0);
    assertThat(complete.path("agrees").asBoolean()).isTrue();
    JsonNode total = complete.path("total");
    assertThat(total.path("kafka").asLong()).isEqualTo(5);
    assertThat(total.path("accepted").asLong()).isEqualTo(2);
    assertThat(total.path("late").asLong()).isEqualTo(1);
    assertThat(total.path("duplicates").asLong()).isEqualTo(1);
    assertThat(total.path("deadLetters").path("NOT_JSON").asLong()).isEqualTo(1);
    assertThat(total.path("masterRows").asLong()).isEqualTo(4);
    assertThat(total.path("hiveRows").asLong()).isEqualTo(3);
    assertThat(total.path("speedAccepted").asLong()).isEqualTo(2);
    assertThat(complete.path("hours").get(0).path("hour").asText())
        .isEqualTo(arrival.truncatedTo(ChronoUnit.HOURS).toString());

    eachStreamIsComparedAsOfItsOwnSnapshot(settings, dataset);

    try (SparkSession spark = SparkSessions.create("reconcile-it", settings)) {
      spark.sql("DELETE FROM " + dataset.readings() + " WHERE source_offset = 4");
    }
    assertThat(failures(reconcile(1)))
        .contains(
            "1 messages of Kafka are neither in the master dataset nor among the dead letters",
            "Kafka held 5 messages, and 4 are explained",
            "accepted by the speed layer: 2, expected 1");

    assertThat(published("reconciliations"))
        .extracting(check -> check.path("agrees").asBoolean())
        .containsExactlyInAnyOrder(false, true, false);
    assertThat(published("reconciliation-hours")).hasSize(1);
    JsonNode hour = published("reconciliation-hours").get(0);
    assertThat(hour.path("hour").asText())
        .isEqualTo(arrival.truncatedTo(ChronoUnit.HOURS).toString());
    assertThat(hour.path("kafka").asLong()).isEqualTo(5);
    assertThat(hour.path("accepted").asLong()).as("of the newest check").isEqualTo(1);
  }

  private static void eachStreamIsComparedAsOfItsOwnSnapshot(
      Settings settings, MasterDataset dataset) throws IOException {
    long readings;
    long observations;
    try (SparkSession spark = SparkSessions.create("reconcile-it", settings)) {
      Row level = MasterRowsForTests.level("01AD002", EVENT, 1.5, 0, Instant.now());
      MasterRowsForTests.appendLevels(spark, dataset, List.of(level));
      readings = newestSnapshot(spark, dataset.readings());
      observations = newestSnapshot(spark, dataset.observations());
    }
    assertThat(run("run").exitCode()).isZero();
    // Without news of the stations, the run before still says what Hive has of them.
    assertThat(run("run").exitCode()).isZero();
    assertThat(HiveCensus.from(settings, RawStream.METERS).count().batchSnapshot())
        .hasValue(readings);
    assertThat(HiveCensus.from(settings, RawStream.STATIONS).count().batchSnapshot())
        .hasValue(observations);
  }

  private static long newestSnapshot(SparkSession spark, String table) {
    return spark
        .sql("SELECT snapshot_id FROM " + table + ".snapshots ORDER BY committed_at DESC LIMIT 1")
        .first()
        .getLong(0);
  }

  private static List<JsonNode> published(String index) throws IOException {
    try (RestClient client =
        RestClient.builder(HttpHost.create(cluster.elasticsearch().url())).build()) {
      client.performRequest(new Request("POST", "/" + index + "/_refresh"));
      Request search = new Request("GET", "/" + index + "/_search");
      JsonNode answer =
          new ObjectMapper().readTree(client.performRequest(search).getEntity().getContent());
      return StreamSupport.stream(answer.at("/hits/hits").spliterator(), false)
          .map(hit -> hit.get("_source"))
          .toList();
    }
  }

  private static Instant send(int messages) throws Exception {
    Instant arrival = Instant.EPOCH;
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", cluster.kafka().bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      for (int i = 0; i < messages; i++) {
        long timestamp =
            producer.send(new ProducerRecord<>("meter-readings", "1", "{}")).get().timestamp();
        arrival = Instant.ofEpochMilli(timestamp);
      }
    }
    return arrival;
  }

  private static void indexHealth(Instant hour) throws IOException {
    try (RestClient client =
        RestClient.builder(HttpHost.create(cluster.elasticsearch().url())).build()) {
      String template =
          java.nio.file.Files.readString(
              Settings.home().resolve("kibana/index-templates/pipeline-health.json"),
              StandardCharsets.UTF_8);
      put(client, "/_index_template/pipeline-health", template);
      // An older stream that counted everything before its checkpoint was lost.
      put(client, "/pipeline-health/_doc/a", health("old", hour, 9, "2026-01-01T00:00:00Z"));
      put(client, "/pipeline-health/_doc/b", health("new", hour, 2, "2026-01-02T00:00:00Z"));
    }
  }

  private static void put(RestClient client, String path, String body) throws IOException {
    Request request = new Request("PUT", path);
    request.setJsonEntity(body);
    client.performRequest(request);
  }

  private static String health(String query, Instant hour, int accepted, String processedAt) {
    return """
    {"layer":"speed","query_id":"%s","batch_id":0,"arrival_hour":"%s","messages":5,
     "accepted":%d,"late":2,"duplicates":0,"dead_letters":1,"windows":9,"alerts":0,
     "refused":0,"processed_at":"%s"}\
    """
        .formatted(query, hour, accepted, processedAt);
  }

  private static JsonNode reconcile(int exitCode) throws IOException {
    Outcome outcome = run("reconcile", "--json", "--publish", "--wait", "0");
    assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(exitCode);
    return new ObjectMapper().readTree(outcome.output());
  }

  private static List<String> failures(JsonNode report) {
    return StreamSupport.stream(report.path("checks").spliterator(), false)
        .filter(check -> !check.path("agrees").asBoolean())
        .map(check -> check.path("words").asText())
        .toList();
  }

  private record Outcome(int exitCode, String output) {}

  private static Outcome run(String... arguments) {
    StringWriter output = new StringWriter();
    int exitCode = BatchMain.commandLine().setOut(new PrintWriter(output)).execute(arguments);
    return new Outcome(exitCode, output.toString());
  }
}
