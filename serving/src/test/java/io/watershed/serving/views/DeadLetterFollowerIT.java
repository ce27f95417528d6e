package io.watershed.serving.views;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.cluster.LocalCluster;
import io.watershed.core.settings.Settings;
import io.watershed.elasticsearch.ElasticsearchAddress;
import io.watershed.elasticsearch.ElasticsearchConnection;
import io.watershed.serving.HiveServerExtension;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Dead letters from a real Kafka to a real Elasticsearch. */
@ExtendWith(HiveServerExtension.class)
class DeadLetterFollowerIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String TOPIC = "dead-letters-test";
  private static final long ARRIVED = 1_783_000_000_000L;

  private static Settings settings;
  private static RestClient elasticsearch;

  @BeforeAll
  static void createTopic(LocalCluster cluster) {
    Map<String, String> overrides = new HashMap<>(cluster.overrides());
    overrides.put("kafka.topics.dead-letters", TOPIC);
    settings = Settings.of(overrides);
    elasticsearch = ElasticsearchConnection.to(ElasticsearchAddress.from(settings));
    cluster.kafka().createTopic(TOPIC, 1);
  }

  @Test
  void eachLetterIsOneDocumentWhateverIsStartedAgain() throws Exception {
    byte[] noText = {'{', (byte) 0xff, 0x01, '"', '\n', (byte) 0xc3};
    try (DeadLetterFollower follower = DeadLetterFollower.start(settings)) {
      send("83001", noText, letter(0, 17));
      send("83001", noText, letter(0, 17));
      send(null, ("x".repeat(3_999) + "\uD83C\uDF0A" + "y").getBytes(UTF_8), letter(1, 17));
      send("83002", null, letter(2, 5));
      send(
          "9|Pulse1|2026-03-08T00:00:00Z",
          "{}".getBytes(UTF_8),
          Map.of(
              "stage", "speed-layer",
              "reason", "INDEX_REFUSED",
              "detail", "400 mapper_parsing_exception",
              "index", "meter-windows-2026.03"));
      awaitDocuments(4);
      assertThat(follower.copied()).isGreaterThanOrEqualTo(4);
    }
    Map<String, JsonNode> first = documents();
    assertThat(first.keySet())
        .containsExactly(
            TOPIC + "|0|4", "meter-readings|0|17", "meter-readings|1|17", "meter-readings|2|5");
    assertThat(first.get("meter-readings|0|17"))
        .isEqualTo(
            JSON.readTree(
                """
                {"stage":"ingestion","reason":"NOT_JSON","detail":"no JSON at character 1",
                 "source_topic":"meter-readings","source_partition":0,"source_offset":17,
                 "key":"83001","raw":"{\\ufffd\\u0001\\"\\n\\ufffd",
                 "arrival":"2026-07-02T13:46:40Z"}
                """));
    assertThat(first.get("meter-readings|1|17").get("raw").asText())
        .as("the beginning of a long message, without half a character")
        .isEqualTo("x".repeat(3_999));
    assertThat(first.get("meter-readings|1|17").has("key")).isFalse();
    assertThat(first.get("meter-readings|2|5").has("raw")).isFalse();
    assertThat(first.get(TOPIC + "|0|4").get("stage").asText()).isEqualTo("speed-layer");

    send("83003", "[]".getBytes(UTF_8), letter(0, 18));
    try (DeadLetterFollower follower = DeadLetterFollower.start(settings)) {
      awaitDocuments(5);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(follower.copied()).as("letters read anew").isEqualTo(1));
    }

    // Copies that were deleted are made again, though the offsets are committed.
    elasticsearch.performRequest(new Request("DELETE", "/dead-letters"));
    try (DeadLetterFollower follower = DeadLetterFollower.start(settings)) {
      awaitDocuments(5);
      assertThat(follower).isNotNull();
    }
    Map<String, JsonNode> again = documents();
    assertThat(again).containsAllEntriesOf(first).containsKey("meter-readings|0|18");
  }

  private static Map<String, String> letter(int partition, long offset) {
    return Map.of(
        "stage", "ingestion",
        "reason", "NOT_JSON",
        "detail", "no JSON at character 1",
        "source-topic", "meter-readings",
        "source-partition", Integer.toString(partition),
        "source-offset", Long.toString(offset));
  }

  private static void send(String key, byte[] value, Map<String, String> headers) throws Exception {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(TOPIC, 0, ARRIVED, key == null ? null : key.getBytes(UTF_8), value);
    headers.forEach((name, text) -> letter.headers().add(name, text.getBytes(UTF_8)));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", settings.string("kafka.bootstrap-servers")),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(letter).get();
    }
  }

  private static void awaitDocuments(int number) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(documents()).hasSize(number));
  }

  private static Map<String, JsonNode> documents() throws IOException {
    elasticsearch.performRequest(new Request("POST", "/dead-letters/_refresh"));
    Request search = new Request("GET", "/dead-letters/_search");
    search.addParameter("size", "100");
    Map<String, JsonNode> documents = new TreeMap<>();
    try (InputStream body = elasticsearch.performRequest(search).getEntity().getContent()) {
      for (JsonNode hit : JSON.readTree(body).at("/hits/hits")) {
        documents.put(hit.get("_id").asText(), hit.get("_source"));
      }
    }
    return documents;
  }
}
