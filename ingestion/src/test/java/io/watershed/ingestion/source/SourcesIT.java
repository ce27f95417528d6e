package io.watershed.ingestion.source;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.watershed.cluster.LocalCluster;
import io.watershed.cluster.ServerKind;
import io.watershed.core.contract.LayerState;
import io.watershed.core.reading.MessageLimits;
import io.watershed.core.settings.Settings;
import io.watershed.core.station.ObservationParser;
import io.watershed.core.station.ParsedObservation;
import io.watershed.ingestion.source.msc.FakeGeoMet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process of the sources against a real Kafka: killed at any moment, often, it sends each
 * observation once.
 */
class SourcesIT {

  private static final int PARTITIONS = 2;
  private static final int KILLS = 6;

  /** Told with each failure, so that it can be seen again. */
  private static final long SEED = System.nanoTime();

  @TempDir static Path folder;
  private static LocalCluster cluster;

  private final Random random = new Random(SEED);

  @BeforeAll
  static void startServer() {
    cluster = LocalCluster.start(folder.resolve("servers"), Set.of(ServerKind.KAFKA));
  }

  @AfterAll
  static void stopServer() {
    cluster.close();
  }

  @Test
  void killedInTheMiddleOfFetchesItRepeatsAndMissesNothing() throws Exception {
    Map<String, String> settings = settings("fetch");
    Set<String> expected = new TreeSet<>();
    try (FakeGeoMet service = FakeGeoMet.start()) {
      Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(9));
      for (int step = 0; step < 100; step++) {
        Instant time = start.plus(Duration.ofMinutes(5L * step));
        for (String station : List.of("A", "B", "C", "D")) {
          service.add(station, time, step);
          expected.add(station + " " + time);
        }
      }
      service.addText("X", start.plusSeconds(60), "{\"rubbish\": 1}");
      service.addText("Y", start.plus(Duration.ofHours(7)), "{\"rubbish\": 2}");
      service.delay(Duration.ofMillis(60));
      settings.put("sources.msc.enabled", "true");
      settings.put("sources.drop.enabled", "false");
      settings.put("sources.msc.url", service.url());
      settings.put("sources.msc.collections", "hydrometric-realtime");
      settings.put("sources.msc.hydrometric-realtime.page-size", "9");
      settings.put("sources.msc.every", "200ms");
      settings.put("sources.msc.window", "2h");

      killOften(settings, "msc.pages");
      // New ones come in while it is down.
      Instant late = start.plus(Duration.ofMinutes(500));
      for (int step = 0; step < 6; step++) {
        service.add("A", late.plus(Duration.ofMinutes(5L * step)), step);
        expected.add("A " + late.plus(Duration.ofMinutes(5L * step)));
      }
      finish(settings, () -> sent("fetch").size() >= expected.size());
    }

    assertThat(sent("fetch"))
        .as("seed %d", SEED)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(expected);
    List<ConsumerRecord<byte[], byte[]>> letters = committed("dead-letters-fetch", 1);
    assertThat(letters)
        .extracting(letter -> text(letter.value()))
        .containsExactlyInAnyOrder("{\"rubbish\": 1}", "{\"rubbish\": 2}");
    assertThat(letters)
        .allSatisfy(
            letter -> {
              assertThat(header(letter, "stage")).isEqualTo("sources");
              assertThat(header(letter, "reason")).isEqualTo("MISSING_FIELD");
              assertThat(header(letter, "source")).isEqualTo("msc-hydrometric");
              assertThat(header(letter, "detail")).contains("STATION_NUMBER");
            });
  }

  @Test
  void killedInTheMiddleOfAFileItRepeatsAndMissesNothing() throws Exception {
    Map<String, String> settings = settings("file");
    Path drop = Files.createDirectories(folder.resolve("drop"));
    settings.put("sources.drop.directory", drop.toString());
    settings.put("sources.drop.every", "100ms");
    settings.put("sources.drop.settle", "200ms");
    settings.put("sources.drop.rows-per-transaction", "20");
    Set<String> expected = new TreeSet<>();
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    for (int file = 0; file < 3; file++) {
      StringBuilder rows = new StringBuilder("station,time,level\n");
      for (int row = 0; row < 4_000; row++) {
        Instant time = start.plusSeconds(60L * row);
        rows.append("F").append(file).append(',').append(time).append(',').append(row).append('\n');
        expected.add("F" + file + " " + time);
      }
      Files.writeString(drop.resolve("file" + file + ".csv"), rows);
    }

    killOften(settings, "drop.sent");
    finish(settings, () -> Files.exists(drop.resolve("done/file2.csv")));

    assertThat(sent("file"))
        .as("seed %d", SEED)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(expected);
    for (int file = 0; file < 3; file++) {
      assertThat(Files.readString(drop.resolve("done/file" + file + ".csv.report.json")))
          .contains("\"outcome\" : \"done\"", "\"sent\" : 4000");
    }
  }

  @Test
  void whoeverStartsLastHasTheSource() throws Exception {
    Map<String, String> settings = settings("taken");
    settings.put("sources.drop.directory", folder.resolve("drop-taken").toString());
    settings.put("sources.drop.every", "100ms");
    settings.put("sources.drop.settle", "100ms");
    Path first = Files.createDirectories(folder.resolve("first"));
    Path second = Files.createDirectories(folder.resolve("second"));
    try (SourceProcess older = SourceProcess.start(first, settings, Map.of())) {
      awaitFigure(older, "drop.polls", 3);
      try (SourceProcess newer = SourceProcess.start(second, settings, Map.of())) {
        awaitFigure(newer, "drop.polls", 3);
        for (int file = 0; file < 30 && older.isAlive(); file++) {
          Files.writeString(
              folder.resolve("drop-taken/f" + file + ".csv"),
              "station,time,level\nT" + file + ",2026-01-01T00:00:00Z,1\n");
        }
        await("all files are taken")
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> assertThat(sent("taken")).hasSize(30));
        assertThat(newer.isAlive()).isTrue();
        assertThat(newer.stop()).isEqualTo(SourceProcess.STOPPED);
        assertThat(newer.statusOrNull().state()).isEqualTo(LayerState.STOPPED);
      }
    }
    assertThat(sent("taken")).doesNotHaveDuplicates();
  }

  @Test
  void whatWasCommittedIsFoundAlsoBehindATransactionOfAnotherSourceThatIsOpen() throws Exception {
    Map<String, String> settings = settings("open");
    SourceTopics topics = SourceTopics.from(Settings.of(settings));
    topics.createState();
    topics.createState();
    try (KafkaProducer<byte[], byte[]> other =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                cluster.kafka().bootstrapServers(),
                "transactional.id",
                "another-source"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      other.initTransactions();
      try (KafkaJournal journal = KafkaJournal.open(topics, "mine")) {
        other.beginTransaction();
        var unused =
            other.send(
                new ProducerRecord<>(topics.state(), "other|x".getBytes(UTF_8), new byte[1]));
        other.flush();
        journal.commit(Delivery.of(Map.of("mine|a", "1", "mine|b", "2")));
        journal.commit(Delivery.of(Map.of("mine|a", "3")));
      }
      CompletableFuture<Map<String, String>> reopened =
          CompletableFuture.supplyAsync(
              () -> {
                try (KafkaJournal journal = KafkaJournal.open(topics, "mine")) {
                  return journal.progressBelow("mine|");
                }
              });
      await("a while").until(waited(1_500));
      assertThat(reopened).as("it waits rather than forget").isNotDone();
      other.abortTransaction();
      assertThat(reopened.get(60, TimeUnit.SECONDS))
          .containsExactlyInAnyOrderEntriesOf(Map.of("mine|a", "3", "mine|b", "2"));
    }
  }

  @Test
  void theKeyOfAServiceIsNeitherLoggedNorTold() throws Exception {
    String key = "t0p-secret-Key";
    WireMockServer service =
        new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
    service.start();
    Path place = Files.createDirectories(folder.resolve("key"));
    try {
      service.stubFor(
          get(anyUrl()).willReturn(aResponse().withStatus(401).withBody("bad key " + key)));
      Map<String, String> settings = settings("key");
      settings.put("sources.drop.enabled", "false");
      settings.put("sources.openweather.enabled", "true");
      settings.put("sources.openweather.url", "http://127.0.0.1:" + service.port());
      settings.put("sources.openweather.cities.here", "1");
      settings.put("sources.openweather.every", "200ms");
      try (SourceProcess process =
          SourceProcess.start(place, settings, Map.of("WATERSHED_OPENWEATHER_KEY", key))) {
        awaitFigure(process, "openweather.failedPolls", 2);
        assertThat(process.statusOrNull().message())
            .contains("openweather: http://127.0.0.1:", "answered 401: bad key ***");
        assertThat(process.statusOrNull().state()).isEqualTo(LayerState.RUNNING);
        assertThat(process.stop()).isEqualTo(SourceProcess.STOPPED);
        assertThat(process.log()).contains("answered 401").doesNotContain(key);
        assertThat(process.statusOrNull().toString()).doesNotContain(key);
      }
      assertThat(service.getAllServeEvents().get(0).getRequest().getUrl()).contains(key);
    } finally {
      service.stop();
    }
  }

  @Test
  void aSettingThatIsNotAllowedEndsWithTwo() throws Exception {
    Path place = Files.createDirectories(folder.resolve("usage"));
    Map<String, String> settings = settings("usage");
    settings.put("sources.drop.settle", "soon");
    try (SourceProcess process = SourceProcess.start(place, settings, Map.of())) {
      assertThat(process.awaitExit()).isEqualTo(2);
      assertThat(process.log()).contains("setting watershed.sources.drop.settle = soon");
    }
  }

  /** Starts the process again and again, and kills each at a random moment of its work. */
  private void killOften(Map<String, String> settings, String figure) throws Exception {
    Path place = Files.createDirectories(folder.resolve(settings.get("sources.state-topic")));
    for (int kill = 0; kill < KILLS; kill++) {
      try (SourceProcess process = SourceProcess.start(place, settings, Map.of())) {
        if (kill % 3 < 2) {
          // In the middle of the work, which the status shows up to a second late.
          awaitFigure(process, figure, 1);
          await("a while").until(waited(random.nextInt(700)));
        } else {
          await("a while of the start").until(waited(1_000 + random.nextInt(1_500)));
        }
        process.kill();
      }
    }
  }

  private static java.util.concurrent.Callable<Boolean> waited(long millis) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    return () -> System.nanoTime() > until;
  }

  private void finish(Map<String, String> settings, java.util.concurrent.Callable<Boolean> done)
      throws Exception {
    Path place = folder.resolve(settings.get("sources.state-topic"));
    try (SourceProcess process = SourceProcess.start(place, settings, Map.of())) {
      await("all is sent; its log: " + place)
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofMillis(500))
          .until(done);
      // Time for what must not be sent again.
      double polls = polls(process);
      await("two more polls")
          .atMost(Duration.ofSeconds(60))
          .until(() -> polls(process) >= polls + 2);
      assertThat(process.stop()).isEqualTo(SourceProcess.STOPPED);
    }
  }

  private static double polls(SourceProcess process) {
    return process.figure("msc.polls") + process.figure("drop.polls");
  }

  private static void awaitFigure(SourceProcess process, String figure, double least) {
    await(figure + " of " + process.statusOrNull())
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> process.figure(figure) >= least);
  }

  /** Topics of its own for each test, and the settings that name them. */
  private static Map<String, String> settings(String test) {
    String observations = "station-observations-" + test;
    cluster.kafka().createTopic(observations, PARTITIONS);
    cluster.kafka().createTopic("dead-letters-" + test, 1);
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.bootstrap-servers", cluster.kafka().bootstrapServers());
    settings.put("kafka.topics.station-observations", observations);
    settings.put("kafka.topics.dead-letters", "dead-letters-" + test);
    settings.put("sources.state-topic", "source-state-" + test);
    return settings;
  }

  /** Station and instant of each message that is committed. */
  private static List<String> sent(String test) {
    ObservationParser parser = new ObservationParser(MessageLimits.from(Settings.of(Map.of())));
    List<String> sent = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record :
        committed("station-observations-" + test, PARTITIONS)) {
      ParsedObservation parsed = parser.parse(record.value(), System.currentTimeMillis());
      assertThat(parsed).isInstanceOf(ParsedObservation.Accepted.class);
      var observation = ((ParsedObservation.Accepted) parsed).observation();
      assertThat(text(record.key())).isEqualTo(observation.station().id());
      sent.add(observation.station().id() + " " + observation.timestamp());
    }
    return sent;
  }

  private static List<ConsumerRecord<byte[], byte[]>> committed(String topic, int partitions) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                cluster.kafka().bootstrapServers(),
                "isolation.level",
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all = new ArrayList<>();
      for (int part = 0; part < partitions; part++) {
        all.add(new TopicPartition(topic, part));
      }
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(part -> consumer.position(part) < ends.get(part))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String key) {
    return text(record.headers().lastHeader(key).value());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
