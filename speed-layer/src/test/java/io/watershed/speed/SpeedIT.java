package io.watershed.speed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.core.contract.Indices;
import io.watershed.core.settings.Settings;
import io.watershed.core.station.Station;
import io.watershed.elasticsearch.Backoff;
import io.watershed.elasticsearch.IndexTemplates;
import io.watershed.spark.SparkSessions;
import io.watershed.speed.meter.MeterStream;
import io.watershed.speed.meter.RawMessages;
import io.watershed.speed.sink.KafkaProducers;
import io.watershed.speed.sink.SinkSettings;
import io.watershed.speed.station.StationMessages;
import io.watershed.speed.station.StationSender;
import io.watershed.speed.station.StationStream;
import io.watershed.speed.stream.SpeedStream;
import io.watershed.speed.stream.StreamQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.elasticsearch.client.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The speed layer between a real Kafka and a real Elasticsearch. */
class SpeedIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir private static Path folder;
  private static SpeedServers servers;
  private static SparkSession spark;

  private String topic;
  private SinkSettings settings;
  private StreamingQuery query;
  private Settings all;
  private String observations;
  private StreamingQuery ofStations;

  @BeforeAll
  static void startServers() throws IOException {
    servers = SpeedServers.start(folder.resolve("servers"));
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
    servers.close();
  }

  @BeforeEach
  void startQuery(TestInfo test) throws Exception {
    String name = test.getTestMethod().orElseThrow().getName();
    topic = "readings-" + name;
    servers
        .cluster()
        .kafka()
        .createTopic(topic, 2, Map.of("message.timestamp.type", "LogAppendTime"));
    Map<String, String> overrides = new HashMap<>(servers.cluster().overrides());
    overrides.put("kafka.topics.meter-readings", topic);
    overrides.put("fleet.files", folder.resolve("fleet.csv").toString());
    overrides.put("fleet.directory", folder.resolve("no-fleet").toString());
    overrides.put("speed.checkpoint", folder.resolve("checkpoint-" + name).toUri().toString());
    observations = "observations-" + name;
    servers
        .cluster()
        .kafka()
        .createTopic(observations, 2, Map.of("message.timestamp.type", "LogAppendTime"));
    overrides.put("kafka.topics.station-observations", observations);
    overrides.put(
        "speed.stations.checkpoint",
        folder.resolve("stations-checkpoint-" + name).toUri().toString());
    all = Settings.of(overrides);
    settings = SinkSettings.from(all);
    IndexTemplates.install(settings.elasticsearch(), Indices.OF_SPEED_LAYER);
    query = start(MeterStream.of(all));
    startStations();
  }

  private void startStations() throws Exception {
    ofStations = start(StationStream.of(all));
  }

  private StreamingQuery start(SpeedStream<?> stream) throws Exception {
    StreamQuery started = new StreamQuery(spark, stream);
    return started.start(
        started.kafkaMessages(), stream.sink(settings, summary -> {}), started.trigger());
  }

  @AfterEach
  void stopQuery() throws Exception {
    query.stop();
    ofStations.stop();
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

    JsonNode window =
        servers.document("meter-windows-2026.02", "83008|Pulse1|2026-02-28T23:47:00Z");
    assertThat(window.get("count").asInt()).isEqualTo(2);
    assertThat(window.get("sum").asDouble()).isEqualTo(306);
    assertThat(window.get("mean").asDouble()).isEqualTo(153);
    assertThat(window.get("max").asDouble()).isEqualTo(300);
    assertThat(window.get("window_end").asText()).isEqualTo("2026-02-28T23:52:00Z");
    assertThat(window.get("suburb").asText()).isEqualTo("BUDERIM");
    assertThat(window.get("postcode").asInt()).isEqualTo(4556);
    // The readings of a month's first minutes are in windows of the month before.
    servers.document("meter-windows-2026.03", "83008|Pulse1|2026-03-01T00:05:00Z");
    assertThat(
            servers
                .document("meter-windows-2026.02", "4711|Pulse1|2026-02-28T23:50:00Z")
                .has("suburb"))
        .isFalse();

    String alertId = "HIGH_FLOW|83008|2026-02-28T23:51:00Z";
    await()
        .atMost(SpeedServers.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(servers.document("alerts-2026.02", alertId).get("readings").asInt())
                    .isEqualTo(2));
    JsonNode alert = servers.document("alerts-2026.02", alertId);
    assertThat(alert.get("severity").asText()).isEqualTo("CRITICAL");
    assertThat(alert.get("peak").asDouble()).isEqualTo(2400);
    assertThat(servers.records("alerts"))
        .anySatisfy(
            told -> {
              assertThat(new String(told.key(), UTF_8)).isEqualTo("83008");
              assertThat(JSON.readTree(told.value())).isEqualTo(alert);
            });

    await()
        .atMost(SpeedServers.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(servers.health(query.id(), topic))
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
    servers.elasticsearch().performRequest(create);
    IndexTemplates.install(settings.elasticsearch(), Indices.OF_SPEED_LAYER);
    send(
        "83008",
        RawMessages.flow("83008", Instant.parse("2018-05-10T00:00:00Z").toEpochMilli(), 6));
    JsonNode window =
        servers.document("meter-windows-2018.05", "83008|Pulse1|2018-05-10T00:00:00Z");
    assertThat(window.get("aligned").booleanValue()).isTrue();
  }

  @Test
  void aRefusedDocumentIsADeadLetterAndTheStreamGoesOn() throws Exception {
    Request create = new Request("PUT", "/meter-windows-2019.05");
    create.setJsonEntity("{\"mappings\":{\"properties\":{\"sum\":{\"type\":\"boolean\"}}}}");
    servers.elasticsearch().performRequest(create);
    long refused = Instant.parse("2019-05-10T00:00:00Z").toEpochMilli();
    long taken = Instant.parse("2019-06-10T00:00:00Z").toEpochMilli();
    send("83008", RawMessages.flow("83008", refused, 6));
    send("83008", RawMessages.flow("83008", taken, 7));

    servers.document("meter-windows-2019.06", "83008|Pulse1|2019-06-10T00:00:00Z");
    await()
        .atMost(SpeedServers.PATIENCE)
        .untilAsserted(
            () -> assertThat(servers.health(query.id(), topic)).containsEntry("refused", 5L));
    List<ConsumerRecord<byte[], byte[]>> letters = servers.records("dead-letters");
    assertThat(letters).hasSize(5);
    ConsumerRecord<byte[], byte[]> last = letters.get(4);
    assertThat(new String(last.key(), UTF_8)).isEqualTo("83008|Pulse1|2019-05-10T00:00:00Z");
    assertThat(JSON.readTree(last.value()).get("sum").asDouble()).isEqualTo(6);
    assertThat(SpeedServers.header(last, "stage")).isEqualTo("speed-layer");
    assertThat(SpeedServers.header(last, "reason")).isEqualTo("INDEX_REFUSED");
    assertThat(SpeedServers.header(last, "detail")).contains("document_parsing_exception");
    assertThat(SpeedServers.header(last, "index")).isEqualTo("meter-windows-2019.05");
  }

  @Test
  void nothingIsLostWhileElasticsearchIsAway() throws Exception {
    long start = Instant.parse("2026-04-10T00:00:00Z").toEpochMilli();
    for (int reading = 0; reading < 200; reading++) {
      send("83008", RawMessages.flow("83008", start + reading * 900_000L, reading));
    }
    servers.document("meter-windows-2026.04", "83008|Pulse1|2026-04-10T00:00:00Z");
    servers.cluster().elasticsearch().kill();
    for (int reading = 200; reading < 400; reading++) {
      send("83008", RawMessages.flow("83008", start + reading * 900_000L, reading));
    }
    await()
        .atMost(SpeedServers.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(Backoff.waitingFor())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("does not answer")));
    servers.cluster().elasticsearch().start();

    await()
        .atMost(SpeedServers.PATIENCE)
        .untilAsserted(() -> assertThat(servers.count("meter-windows-2026.04")).isEqualTo(2_000));
    await()
        .atMost(SpeedServers.PATIENCE)
        .untilAsserted(
            () -> assertThat(servers.health(query.id(), topic)).containsEntry("accepted", 400L));
    assertThat(Backoff.waitingFor()).isEmpty();
    assertThat(query.isActive()).isTrue();
  }

  @Test
  void windowsNewestValuesAndAlertsOfStationsAreFoundByTheirIds() throws Exception {
    Station hope = StationMessages.gauge("08MF005");
    long start = Instant.parse("2026-02-28T23:00:00Z").toEpochMilli();
    try (StationSender sender = sender()) {
      sender.level(hope, start, 2.5);
      sender.level(hope, start + StationMessages.QUARTER, 2.75);
      sender.commit();
      sender.level(hope, start + 2 * StationMessages.QUARTER, 9);
      sender.abort();
      sender.level(hope, start + 2 * StationMessages.QUARTER, 3.0);
      sender.level(hope, start + 2 * StationMessages.QUARTER, 3.1);
      sender.level(hope, start + 4 * StationMessages.QUARTER, 3.25);
      sender.level(hope, start - 24 * StationMessages.HOUR, 1);
      sender.message(hope, "{}".getBytes(UTF_8));
      sender.level(hope, start + 5 * StationMessages.QUARTER, 3.55);
    }
    awaitField("station-latest", "08MF005", "observed_at", "2026-03-01T00:15:00Z");
    String alertId = "HIGH_WATER|08MF005|2026-03-01T00:15:00Z";
    JsonNode alert = servers.document("alerts-2026.03", alertId);
    assertThat(alert.get("severity").asText()).isEqualTo("CRITICAL");
    assertThat(alert.get("station_id").asText()).isEqualTo("08MF005");
    assertThat(alert.get("province").asText()).isEqualTo("BC");
    assertThat(alert.get("limit").asDouble()).isEqualTo(3.5);
    assertThat(servers.document("alerts-2026.02", "RAPID_RISE|08MF005|2026-02-28T23:30:00Z"))
        .isNotNull();
    assertThat(servers.records("alerts"))
        .anySatisfy(
            told -> {
              assertThat(new String(told.key(), UTF_8)).isEqualTo("08MF005");
              assertThat(JSON.readTree(told.value())).isEqualTo(alert);
            });
    String windowId = "08MF005|water_level|2026-02-28T23:00:00Z";
    awaitField("station-windows-2026.02", windowId, "count", "3");
    JsonNode window = servers.document("station-windows-2026.02", windowId);
    assertThat(window.get("max").asDouble()).isEqualTo(3);
    assertThat(window.get("last").asDouble()).isEqualTo(3);
    JsonNode latest = servers.document("station-latest", "08MF005");
    assertThat(latest.get("water_level").asDouble()).isEqualTo(3.55);
    assertThat(latest.get("level_change_1h").asDouble()).isCloseTo(0.8, offset(1e-9));
    assertThat(latest.at("/location/lat").asDouble()).isEqualTo(49.386);
    await()
        .atMost(SpeedServers.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(servers.health(ofStations.id(), observations))
                    .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                            "messages", 8L,
                            "accepted", 5L,
                            "duplicates", 1L,
                            "late", 1L,
                            "dead_letters", 1L,
                            "refused", 0L)));
  }

  @Test
  void aSilentStationIsToldOfUntilItSpeaksAlsoAcrossARestart() throws Exception {
    long start = Instant.parse("2026-05-01T00:00:00Z").toEpochMilli();
    try (StationSender sender = sender()) {
      round(sender, start, "S1", "S2", "S3");
      round(sender, start + 7 * StationMessages.HOUR, "S1", "S2");
      round(sender, start + 8 * StationMessages.HOUR, "S1", "S2");
      String id = "STATION_SILENT|S3|2026-05-01T00:00:00Z";
      awaitField("alerts-2026.05", id, "last_seen", "2026-05-01T08:00:00Z");
      JsonNode silent = servers.document("alerts-2026.05", id);
      assertThat(silent.get("measured").asDouble()).isEqualTo(8);
      assertThat(silent.get("severity").asText()).isEqualTo("WARNING");
      assertThat(silent.get("name").asText()).isEqualTo("RIVER AT S3");
      assertThat(silent.has("measurement_type")).isFalse();

      ofStations.stop();
      startStations();
      round(sender, start + 24 * StationMessages.HOUR, "S1", "S2");
      round(sender, start + 25 * StationMessages.HOUR, "S1", "S2");
      awaitField("alerts-2026.05", id, "last_seen", "2026-05-02T01:00:00Z");
      awaitField("alerts-2026.05", id, "severity", "CRITICAL");
      round(sender, start + 26 * StationMessages.HOUR, "S3");
      awaitField("alerts-2026.05", id, "last_seen", "2026-05-02T02:00:00Z");
    }
  }

  private StationSender sender() {
    return new StationSender(settings.bootstrapServers(), observations);
  }

  /** Sends a level of each station and waits until all are indexed. */
  private static void round(StationSender sender, long timestampMillis, String... ids)
      throws Exception {
    for (String id : ids) {
      sender.level(StationMessages.gauge(id), timestampMillis, 2);
    }
    sender.commit();
    for (String id : ids) {
      awaitField(
          "station-latest", id, "observed_at", Instant.ofEpochMilli(timestampMillis).toString());
    }
  }

  private static void awaitField(String index, String id, String field, String value) {
    await(id)
        .atMost(SpeedServers.PATIENCE)
        .untilAsserted(
            () -> assertThat(servers.document(index, id).get(field).asText()).isEqualTo(value));
  }

  private void send(String key, String message) throws Exception {
    KafkaProducers.to(settings.bootstrapServers())
        .send(new ProducerRecord<>(topic, key.getBytes(UTF_8), message.getBytes(UTF_8)))
        .get();
  }
}
