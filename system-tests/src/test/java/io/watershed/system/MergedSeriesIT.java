package io.watershed.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.cluster.ServerKind;
import io.watershed.cluster.pipeline.Layer;
import io.watershed.cluster.pipeline.Pipeline;
import io.watershed.cluster.pipeline.PipelineOptions;
import io.watershed.cluster.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the API answers for a meter, before a batch run, across the seam of the two layers, and
 * after late readings, compared with sums over the very messages that were sent.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MergedSeriesIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOPIC = "meter-readings";

  /** Two meters whose days begin at different instants, one of them in the middle of a UTC hour. */
  private static final Map<String, ZoneId> METERS =
      Map.of(
          "4001", ZoneId.of("Australia/Brisbane"),
          "4002", ZoneId.of("Australia/Adelaide"));

  private static final Instant BEGIN = Instant.parse("2026-06-28T09:00:00Z");

  /** In the middle of an hour, so that the hour of the seam has readings on both of its sides. */
  private static final Instant FIRST_END = Instant.parse("2026-06-30T20:40:00Z");

  private static final Instant SEAM = Instant.parse("2026-06-30T20:00:00Z");
  private static final Instant SECOND_END = Instant.parse("2026-07-01T01:25:00Z");
  private static final Duration CADENCE = Duration.ofMinutes(5);

  private record Sent(String meter, Instant at, int litres) {}

  @TempDir private static Path folder;

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final List<Sent> SENT = new ArrayList<>();
  private static final List<Sent> LATE = new ArrayList<>();
  private static Pipeline pipeline;
  private static String api;

  @BeforeAll
  static void start() throws IOException {
    Path fleet = folder.resolve("fleet.csv");
    Files.writeString(
        fleet,
        METERS.entrySet().stream()
            .map(
                meter ->
                    meter.getKey() + ",captis_pulse,HILLSIDE,4001,Residential," + meter.getValue())
            .collect(
                Collectors.joining(
                    "\n",
                    "managedObjects_id,Meter Type,Suburb,Postcode,Usage Type,Time Zone\n",
                    "\n")));
    String port = Integer.toString(Ports.free());
    api = "http://127.0.0.1:" + port + "/api/v1";
    pipeline =
        Pipeline.start(
            PipelineOptions.in(folder.resolve("var"))
                .withServers(EnumSet.allOf(ServerKind.class))
                .withLayers(Set.of(Layer.INGESTION, Layer.SPEED, Layer.DASHBOARD))
                .withProperties(
                    Map.of(
                        "watershed.fleet.files",
                        fleet.toString(),
                        "watershed.fleet.directory",
                        folder.resolve("none").toString(),
                        "watershed.ingestion.trigger",
                        "2s",
                        "watershed.serving.http.port",
                        port)));
    SENT.addAll(readings(BEGIN, FIRST_END));
    send(SENT);
    // A duplicate and a value that no pipe can carry change nothing.
    send(List.of(SENT.get(7)));
    send(List.of(new Sent("4001", FIRST_END.minusSeconds(61), 900_000)));
    pipeline.awaitCaughtUp(PATIENCE);
  }

  @AfterAll
  static void stop() {
    if (pipeline != null) {
      pipeline.close();
    }
  }

  @Test
  @Order(1)
  void beforeTheFirstBatchRunAllIsProvisional() {
    assertSeries(SENT, Instant.MIN);
  }

  @Test
  @Order(2)
  void theTwoLayersMeetAtTheSeamWithoutGapOrOverlap() {
    String run = batch();
    assertSeries(SENT, SEAM);
    List<Sent> newer = readings(FIRST_END, SECOND_END);
    send(newer);
    pipeline.awaitCaughtUp(PATIENCE);
    SENT.addAll(newer);
    assertSeries(SENT, SEAM);
    assertThat(get("/clock").path("version").asText()).isEqualTo(run);
  }

  @Test
  @Order(3)
  void lateReadingsShowAfterTheNextBatchRun() {
    for (String meter : METERS.keySet()) {
      // Within the watermark and before the seam; far beyond the watermark; and after the seam.
      LATE.add(new Sent(meter, SEAM.minus(2, ChronoUnit.MINUTES), 1000));
      LATE.add(new Sent(meter, BEGIN.plus(61, ChronoUnit.MINUTES), 2000));
    }
    send(LATE);
    List<Sent> afterSeam =
        METERS.keySet().stream()
            .map(meter -> new Sent(meter, SEAM.plus(121, ChronoUnit.MINUTES), 300))
            .toList();
    send(afterSeam);
    SENT.addAll(afterSeam);
    pipeline.awaitCaughtUp(PATIENCE);
    assertSeries(SENT, SEAM);

    batch();
    SENT.addAll(LATE);
    assertSeries(SENT, SECOND_END.truncatedTo(ChronoUnit.HOURS));
  }

  /** Runs the batch layer and waits until the dashboard has taken its views over. */
  private static String batch() {
    String run = pipeline.runBatch().get("runId").asText();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(get("/clock").path("version").asText()).isEqualTo(run));
    return run;
  }

  /** Every point of every step, for both meters, once the newest windows can be searched. */
  private static void assertSeries(List<Sent> readings, Instant seam) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              for (Map.Entry<String, ZoneId> meter : METERS.entrySet()) {
                List<Sent> own =
                    readings.stream().filter(one -> one.meter().equals(meter.getKey())).toList();
                assertHours(meter.getKey(), own, seam);
                assertDays(meter.getKey(), meter.getValue(), own, seam);
                assertMonths(meter.getKey(), meter.getValue(), own);
              }
            });
  }

  private static void assertHours(String meter, List<Sent> readings, Instant seam) {
    Map<Instant, Double> expected =
        readings.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.at().truncatedTo(ChronoUnit.HOURS),
                    TreeMap::new,
                    Collectors.summingDouble(Sent::litres)));
    Map<Instant, Double> found = new TreeMap<>();
    for (JsonNode point :
        points(meter, "hour", BEGIN.toString(), SECOND_END.plusSeconds(3600).toString())) {
      Instant start = Instant.parse(point.get("start").asText());
      assertThat(found).as("one point per hour").doesNotContainKey(start);
      found.put(start, point.get("value").asDouble());
      boolean batch = !Instant.parse(point.get("end").asText()).isAfter(seam);
      assertThat(point.get("origin").asText())
          .as("origin of %s", start)
          .isEqualTo(batch ? "batch" : "provisional");
    }
    found.values().removeIf(litres -> litres == 0);
    assertThat(found).as("hours of %s", meter).isEqualTo(expected);
  }

  private static void assertDays(String meter, ZoneId zone, List<Sent> readings, Instant seam) {
    Map<LocalDate, Double> expected =
        readings.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.at().atZone(zone).toLocalDate(),
                    TreeMap::new,
                    Collectors.summingDouble(Sent::litres)));
    Map<LocalDate, Double> found = new TreeMap<>();
    for (JsonNode point : points(meter, "day", "2026-06-27", "2026-07-02")) {
      LocalDate day = LocalDate.parse(point.get("label").asText());
      found.put(day, point.get("value").asDouble());
      boolean batch = !day.plusDays(1).atStartOfDay(zone).toInstant().isAfter(seam);
      assertThat(point.get("origin").asText())
          .as("origin of %s", day)
          .isEqualTo(batch ? "batch" : "provisional");
    }
    found.values().removeIf(litres -> litres == 0);
    assertThat(found).as("days of %s", meter).isEqualTo(expected);
  }

  private static void assertMonths(String meter, ZoneId zone, List<Sent> readings) {
    Map<String, Double> expected =
        readings.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.at().atZone(zone).toLocalDate().toString().substring(0, 7),
                    TreeMap::new,
                    Collectors.summingDouble(Sent::litres)));
    Map<String, Double> found = new TreeMap<>();
    for (JsonNode point : points(meter, "month", "2026-06-01", "2026-07-31")) {
      found.put(point.get("label").asText(), point.get("value").asDouble());
    }
    found.values().removeIf(litres -> litres == 0);
    assertThat(found).as("months of %s", meter).isEqualTo(expected);
  }

  private static JsonNode points(String meter, String step, String from, String to) {
    return get("/devices/" + meter + "/consumption?step=" + step + "&from=" + from + "&to=" + to)
        .get("points");
  }

  private static JsonNode get(String path) {
    try {
      HttpResponse<String> answer =
          HTTP.send(
              HttpRequest.newBuilder(URI.create(api + path)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
      return JSON.readTree(answer.body());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Litres that differ from reading to reading, so that a lost or doubled one shows. */
  private static List<Sent> readings(Instant from, Instant to) {
    List<Sent> readings = new ArrayList<>();
    for (Instant at = from; at.isBefore(to); at = at.plus(CADENCE)) {
      int step = (int) (Duration.between(BEGIN, at).toSeconds() / CADENCE.toSeconds());
      readings.add(new Sent("4001", at, 1 + step % 7));
      readings.add(new Sent("4002", at.plusSeconds(90), 1 + step % 11));
    }
    return readings;
  }

  private static void send(List<Sent> readings) {
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "bootstrap.servers",
            pipeline.properties().get("watershed.kafka.bootstrap-servers"),
            "acks",
            "all"));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (Sent reading : readings) {
        String message =
            """
            {"meter_id":%s,"timestamp":"%s","measurement_type":"Pulse1","series":"P1","unit":"L","value":%d.0}"""
                .formatted(reading.meter(), reading.at(), reading.litres());
        producer.send(
            new ProducerRecord<>(TOPIC, reading.meter().getBytes(UTF_8), message.getBytes(UTF_8)));
      }
      producer.flush();
    }
  }
}
