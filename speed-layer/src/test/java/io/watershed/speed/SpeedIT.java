package io.watershed.speed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.cluster.LocalCluster;
import io.watershed.cluster.ServerKind;
import io.watershed.core.settings.Settings;
import io.watershed.elasticsearch.Backoff;
import io.watershed.elasticsearch.ElasticsearchConnection;
import io.watershed.elasticsearch.IndexTemplates;
import io.watershed.lake.SparkSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The speed layer between a real Kafka and a real Elasticsearch. */
class SpeedIT {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir private static Path folder;
  private static LocalCluster cluster;
  private static SparkSession spark;

  private String topic;
  private SpeedSettings settings;
  private RestClient elasticsearch;
  private StreamingQuery query;

  @BeforeAll
  static void startServers() throws IOException {
    cluster =
        LocalCluster.start(
            folder.resolve("servers"), Set.of(ServerKind.KAFKA, ServerKind.ELASTICSEARCH));
    cluster.kafka().createTopic("alerts", 1);
    cluster.kafka().createTopic("dead-letters", 1);
    Files.writeString(
        folder.resolve("fleet.csv"),
        """
        managedObjects_id,Meter Type,Suburb,Postcode,Usage Type
        83008,captis_pulse,BUDERIM,4556,Residential
        """);
    spark =
        SparkSessions.create(
            "speed-it", Settings.of(Map.of("spark.master", "local[2]", "spark.ui", "false")));
    SpeedSession.tune(spark);
  }

  @AfterAll
  static void stopServers() {
    spark.stop();
    cluster.close();
  }

  @BeforeEach
  void startQuery(TestInfo test) throws Exception {
    String name = test.getTestMethod().orElseThrow().getName();
    topic = "readings-" + name;
    cluster.kafka().createTopic(topic, 2, Map.of("message.timestamp.type", "LogAppendTime"));
    Map<String, String> overrides = new HashMap<>(cluster.overrides());
    overrides.put("kafka.topics.meter-readings", topic);
    overrides.put("fleet.files", folder.resolve("fleet.csv").toString());
    overrides.put("fleet.directory", folder.resolve("no-fleet").toString());
    overrides.put("speed.checkpoint", folder.resolve("checkpoint-" + name).toUri().toString());
    Settings all = Settings.of(overrides);
    settings = SpeedSettings.from(all);
    elasticsearch = ElasticsearchConnection.to(settings.elasticsearch());
    IndexTemplates.install(settings.elasticsearch(), IndexNames.TEMPLATES);
    SpeedQuery speed = new SpeedQuery(spark, all);
    query =
        speed.start(
            speed.kafkaMessages(), new ElasticsearchSink(settings, summary -> {}), speed.trigger());
  }

  @AfterEach
  void stopQuery() throws Exception {
    query.stop();
  }

  @Test
  void windowsAndAlertsAreFoundByTheirIds() throws Exception {
    long start = Instant.parse("2026-02-28T23:50:00Z").toEpochMilli();
    send("83008", RawMessages.flow("83008", start, 6));
    send("83008", RawMessages.flow("83008", start + 60_000, 300));
    send("83008", RawMessages.flow("83008", start + 60_000, 300));
    send("83008", RawMessages.flow("83008", start - 7 * 3_600_000, 1));
    send("83008", RawMessages.flow("83008", start + 900_000, 600));
    send("4711", RawMessages.flow("4711", start, 5));
    send("83008", "no JSON at all");

    JsonNode window = document("meter-windows-2026.02", "83008|Pulse1|2026-02-28T23:47:00Z");
    assertThat(window.get("count").asInt()).isEqualTo(2);
    assertThat(window.get("sum").asDouble()).isEqualTo(306);
    assertThat(window.get("mean").asDouble()).isEqualTo(153);
    assertThat(window.get("max").asDouble()).isEqualTo(300);
    assertThat(window.get("window_end").asText()).isEqualTo("2026-02-28T23:52:00Z");
    assertThat(window.get("suburb").asText()).isEqualTo("BUDERIM");
    assertThat(window.get("postcode").asInt()).isEqualTo(4556);
    // The readings of a month's first minutes are in windows of the month before.
    document("meter-windows-2026.03", "83008|Pulse1|2026-03-01T00:05:00Z");
    assertThat(document("meter-windows-2026.02", "4711|Pulse1|2026-02-28T23:50:00Z").has("suburb"))
        .isFalse();

    String alertId = "HIGH_FLOW|83008|2026-02-28T23:51:00Z";
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(document("alerts-2026.02", alertId).get("readings").asInt())
                    .isEqualTo(2));
    JsonNode alert = document("alerts-2026.02", alertId);
    assertThat(alert.get("severity").asText()).isEqualTo("CRITICAL");
    assertThat(alert.get("peak").asDouble()).isEqualTo(2400);
    assertThat(records("alerts"))
        .anySatisfy(
            told -> {
              assertThat(new String(told.key(), UTF_8)).isEqualTo("83008");
              assertThat(JSON.readTree(told.value())).isEqualTo(alert);
            });

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(health())
                    .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                            "messages", 7L,
                            "accepted", 4L,
                            "duplicates", 1L,
                            "late", 1L,
                            "dead_letters", 1L,
                            "refused", 0L)));
  }

  @Test
  void anIndexOfAnOlderVersionGetsTheFieldsItLacks() throws Exception {
    Request create = new Request("PUT", "/meter-windows-2018.05");
    create.setJsonEntity(
        "{\"mappings\":{\"dynamic\":\"strict\",\"properties\":{\"meter_id\":{\"type\":\"keyword\"}}}}");
    elasticsearch.performRequest(create);
    IndexTemplates.install(settings.elasticsearch(), IndexNames.TEMPLATES);
    send(
        "83008",
        RawMessages.flow("83008", Instant.parse("2018-05-10T00:00:00Z").toEpochMilli(), 6));
    JsonNode window = document("meter-windows-2018.05", "83008|Pulse1|2018-05-10T00:00:00Z");
    assertThat(window.get("aligned").booleanValue()).isTrue();
  }

  @Test
  void aRefusedDocumentIsADeadLetterAndTheStreamGoesOn() throws Exception {
    Request create = new Request("PUT", "/meter-windows-2019.05");
    create.setJsonEntity("{\"mappings\":{\"properties\":{\"sum\":{\"type\":\"boolean\"}}}}");
    elasticsearch.performRequest(create);
    long refused = Instant.parse("2019-05-10T00:00:00Z").toEpochMilli();
    long taken = Instant.parse("2019-06-10T00:00:00Z").toEpochMilli();
    send("83008", RawMessages.flow("83008", refused, 6));
    send("83008", RawMessages.flow("83008", taken, 7));

    document("meter-windows-2019.06", "83008|Pulse1|2019-06-10T00:00:00Z");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(health()).containsEntry("refused", 5L));
    List<ConsumerRecord<byte[], byte[]>> letters = records("dead-letters");
    assertThat(letters).hasSize(5);
    ConsumerRecord<byte[], byte[]> last = letters.get(4);
    assertThat(new String(last.key(), UTF_8)).isEqualTo("83008|Pulse1|2019-05-10T00:00:00Z");
    assertThat(JSON.readTree(last.value()).get("sum").asDouble()).isEqualTo(6);
    assertThat(header(last, "stage")).isEqualTo("speed-layer");
    assertThat(header(last, "reason")).isEqualTo("INDEX_REFUSED");
    assertThat(header(last, "detail")).contains("document_parsing_exception");
    assertThat(header(last, "index")).isEqualTo("meter-windows-2019.05");
  }

  @Test
  void nothingIsLostWhileElasticsearchIsAway() throws Exception {
    long start = Instant.parse("2026-04-10T00:00:00Z").toEpochMilli();
    for (int reading = 0; reading < 200; reading++) {
      send("83008", RawMessages.flow("83008", start + reading * 900_000L, reading));
    }
    document("meter-windows-2026.04", "83008|Pulse1|2026-04-10T00:00:00Z");
    cluster.elasticsearch().kill();
    for (int reading = 200; reading < 400; reading++) {
      send("83008", RawMessages.flow("83008", start + reading * 900_000L, reading));
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(Backoff.waitingFor())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("does not answer")));
    cluster.elasticsearch().start();

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(count("meter-windows-2026.04")).isEqualTo(2_000));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(health()).containsEntry("accepted", 400L));
    assertThat(Backoff.waitingFor()).isEmpty();
    assertThat(query.isActive()).isTrue();
  }

  private void send(String key, String message) throws Exception {
    KafkaProducers.to(settings.kafka().bootstrapServers())
        .send(new ProducerRecord<>(topic, key.getBytes(UTF_8), message.getBytes(UTF_8)))
        .get();
  }

  private JsonNode document(String index, String id) {
    return await("document " + id + " of " + index)
        .atMost(PATIENCE)
        .until(() -> get("/" + index + "/_source/" + id), found -> !found.isMissingNode());
  }

  private JsonNode get(String path) throws IOException {
    try {
      return JSON.readTree(
          elasticsearch
              .performRequest(new Request("GET", path.replace("|", "%7C")))
              .getEntity()
              .getContent());
    } catch (ResponseException absent) {
      return JSON.missingNode();
    }
  }

  private long count(String index) throws IOException {
    elasticsearch.performRequest(new Request("POST", "/" + index + "/_refresh"));
    return get("/" + index + "/_count").path("count").asLong();
  }

  /** Sums over this query's health documents. */
  private Map<String, Long> health() throws IOException {
    elasticsearch.performRequest(new Request("POST", "/pipeline-health/_refresh"));
    JsonNode found = get("/pipeline-health/_search?size=1000&q=query_id:" + query.id());
    Map<String, Long> sums = new HashMap<>();
    for (JsonNode hit : found.at("/hits/hits")) {
      for (String field :
          List.of("messages", "accepted", "late", "duplicates", "dead_letters", "refused")) {
        sums.merge(field, hit.get("_source").get(field).asLong(), Long::sum);
      }
    }
    return sums;
  }

  private List<ConsumerRecord<byte[], byte[]>> records(String from) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    TopicPartition partition = new TopicPartition(from, 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", settings.kafka().bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(all::add);
      }
    }
    return all;
  }

  private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
    return new String(message.headers().lastHeader(name).value(), UTF_8);
  }
}
