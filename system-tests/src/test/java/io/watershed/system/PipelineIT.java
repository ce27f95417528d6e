package io.watershed.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.cluster.pipeline.Component;
import io.watershed.cluster.pipeline.Pipeline;
import io.watershed.cluster.pipeline.PipelineOptions;
import io.watershed.cluster.pipeline.StepResult;
import io.watershed.core.contract.LayerState;
import io.watershed.core.contract.PartState;
import io.watershed.core.settings.Settings;
import io.watershed.core.status.PartStatus;
import io.watershed.core.time.LocalDays;
import io.watershed.hive.HiveConnections;
import io.watershed.spark.MasterDataset;
import io.watershed.spark.SparkSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day of the whole fleet goes through the pipeline while every one of its processes is killed
 * once. Afterwards nothing may be missing and nothing doubled anywhere: against the simulator's
 * ledger, and against what the tests compute from Kafka and the master dataset themselves.
 */
class PipelineIT {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final ZoneId ZONE = ZoneId.of("Australia/Brisbane");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FLOW = "Pulse1";

  @TempDir private static Path folder;

  private static Pipeline pipeline;
  private static Path exports;
  private static Path ledger;
  private static JsonNode reconciliation;
  private static StepResult verdict;
  private static Settings settings;
  private static SparkSession spark;
  private static List<String> sample;
  private static final Map<String, Long> RESTARTS = new TreeMap<>();

  @BeforeAll
  static void aDayUnderFire()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    exports = folder.resolve("exports");
    ledger = folder.resolve("ledger");
    pipeline =
        Pipeline.start(
            PipelineOptions.in(folder.resolve("var"))
                .withProperties(Map.of("watershed.ingestion.trigger", "3s")));
    ExecutorService background = Executors.newSingleThreadExecutor();
    try {
      Future<StepResult> sending =
          background.submit(
              () ->
                  pipeline
                      .operations()
                      .send(
                          "generate",
                          List.of(
                              "--days",
                              "1",
                              "--seed",
                              "11",
                              "--rate",
                              "2500",
                              "--gauges",
                              "150",
                              "--weather-stations",
                              "80",
                              "--ledger",
                              ledger.toString())));
      for (String name : List.of("speed", "kafka", "ingestion", "elasticsearch", "hdfs", "hive")) {
        // A slow machine may have taken all by the last of them; then they die without load.
        awaitProgress(sending);
        killAndAwaitRestart(name);
      }
      sending.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      pipeline.awaitCaughtUp(Duration.ofMinutes(8));
      Future<JsonNode> doomed = background.submit(pipeline::runBatch);
      killBatchInTheMiddle();
      assertThat(doomed).failsWithin(Duration.ofMinutes(1));
    } finally {
      background.shutdownNow();
    }
    pipeline.runBatch();
    pipeline.export(exports);
    reconciliation = pipeline.reconcile();
    Path report = folder.resolve("reconciliation.json");
    Files.writeString(report, reconciliation.toString());
    verdict =
        pipeline
            .operations()
            .check(
                List.of(
                    "--ledger",
                    ledger.toString(),
                    "--exports",
                    exports.toString(),
                    "--reconcile",
                    report.toString(),
                    "--json"));
    settings = Settings.of(withoutRoot(pipeline.properties()));
    spark = SparkSessions.create("system-tests", settings);
    sample = sampleOfMeters();
  }

  @AfterAll
  static void stop() {
    if (spark != null) {
      spark.stop();
    }
    if (pipeline != null) {
      pipeline.close();
    }
  }

  @Test
  void everyProcessWasKilledAndStartedAgain() {
    assertThat(RESTARTS.keySet())
        .containsExactlyInAnyOrder(
            "speed", "kafka", "ingestion", "elasticsearch", "hdfs", "hive", "batch");
  }

  @Test
  void everyMessageIsCountedIntoExactlyOneClass() {
    assertThat(reconciliation.get("agrees").asBoolean())
        .as(reconciliation.get("checks").toPrettyString())
        .isTrue();
  }

  @Test
  void everyFigureAgreesWithTheLedger() throws IOException {
    assertThat(verdict.exitCode()).as(verdict.output()).isZero();
    JsonNode totals = JSON.readTree(ledger.resolve("ledger.json").toFile());
    assertThat(totals.get("messages").asLong()).isGreaterThan(200_000);
    for (String kind : List.of("duplicates", "lateForSpeed")) {
      assertThat(totals.get(kind).asLong()).as(kind).isPositive();
    }
    assertThat(totals.get("deadLetters").size()).as("reasons of dead letters").isGreaterThan(5);
  }

  @Test
  void windowsEqualAPlainRecomputationFromTheMasterDataset()
      throws IOException, InterruptedException {
    Map<String, List<PlainWindows.Row>> rows = masterFlows();
    Map<String, JsonNode> documents =
        elasticsearch().find("meter-windows-*", "{\"terms\":{\"meter_id\":" + quoted() + "}}");
    Map<String, Map<String, Double>> expected = new TreeMap<>();
    rows.forEach(
        (meter, readings) ->
            PlainWindows.of(readings)
                .forEach((start, figures) -> expected.put(id(meter, start), figures)));
    Map<String, Map<String, Double>> found = new TreeMap<>();
    documents.forEach((id, document) -> found.put(normal(id), PlainWindows.figures(document)));
    assertThat(found).hasSameSizeAs(expected).isEqualTo(expected);
    assertThat(found).as("windows of %d meters", sample.size()).hasSizeGreaterThan(10_000);
  }

  @Test
  void noAlertIsDoubled() throws IOException, InterruptedException {
    Map<String, JsonNode> alerts = elasticsearch().find("alerts-*", "{\"match_all\":{}}");
    assertThat(alerts).isNotEmpty();
    Set<String> episodes =
        alerts.values().stream()
            .map(
                alert ->
                    alert.get("alert_type").asText()
                        // An alert is of a meter or of a station.
                        + alert.path("meter_id").asText()
                        + alert.path("station_id").asText()
                        + alert.get("episode_start").asText())
            .collect(Collectors.toSet());
    assertThat(episodes).hasSameSizeAs(alerts.keySet());
  }

  @Test
  void aReadingIsTheSameInstantEverywhere() throws IOException, InterruptedException, SQLException {
    String meter = sample.get(0);
    Set<String> deadLetters = placesOfDeadLetters();
    Set<Instant> sent = new TreeSet<>();
    for (RawTopic.Message message :
        RawTopic.read(
            settings.string("kafka.bootstrap-servers"),
            settings.string("kafka.topics.meter-readings"))) {
      if (meter.equals(message.body().path("meter_id").asText())
          && isFlow(message.body().path("measurement_type").asText())
          && !deadLetters.contains(message.partition() + ":" + message.offset())) {
        sent.add(OffsetDateTime.parse(message.body().get("timestamp").asText()).toInstant());
      }
    }
    assertThat(sent).hasSizeGreaterThan(40);

    Set<Instant> inMaster =
        spark
            .table(MasterDataset.from(settings).readings())
            .where("meter_id = '" + meter + "' AND measurement = '" + FLOW + "'")
            .select("event_time")
            .collectAsList()
            .stream()
            .map(row -> row.<Instant>getAs(0))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(inMaster).isEqualTo(sent);

    Map<LocalDate, Set<Instant>> inHive = hiveInstants(meter);
    Set<Instant> allInHive = new TreeSet<>();
    inHive.values().forEach(allInHive::addAll);
    assertThat(allInHive).isEqualTo(sent);

    Map<LocalDate, TreeSet<Instant>> byDay = new TreeMap<>();
    for (Instant instant : sent) {
      byDay
          .computeIfAbsent(LocalDays.dayOf(instant.toEpochMilli(), ZONE), day -> new TreeSet<>())
          .add(instant);
    }
    assertThat(inHive).isEqualTo(byDay);

    for (CSVRecord row :
        ExportedRows.read(
            exports.resolve("tableau_daily_stats.csv"),
            row -> row.get("meter_id").equals(meter) && row.get("measurement_type").equals(FLOW))) {
      TreeSet<Instant> day = byDay.remove(LocalDate.parse(row.get("date")));
      assertThat(Instant.parse(row.get("first_event_time"))).isEqualTo(day.first());
      assertThat(Instant.parse(row.get("last_event_time"))).isEqualTo(day.last());
    }
    assertThat(byDay).as("days without a row in the CSV").isEmpty();

    Set<Instant> starts =
        elasticsearch()
            .find("meter-windows-*", "{\"term\":{\"meter_id\":\"" + meter + "\"}}")
            .values()
            .stream()
            .map(window -> Instant.parse(window.get("window_start").asText()))
            .collect(Collectors.toSet());
    assertThat(starts)
        .containsAll(
            masterFlows().get(meter).stream()
                .collect(Collectors.collectingAndThen(Collectors.toList(), PlainWindows::of))
                .keySet());
  }

  private static void awaitProgress(Future<?> sending) {
    double before = taken("ingestion");
    await("messages on their way")
        .atMost(PATIENCE)
        .until(() -> sending.isDone() || taken("ingestion") > before || taken("speed") > before);
  }

  private static double taken(String layer) {
    return pipeline.snapshot().figures().getOrDefault(layer + ".messagesIn", 0.0);
  }

  private static void killAndAwaitRestart(String name) {
    Component victim = pipeline.process(name);
    await(name + " runs").atMost(PATIENCE).until(() -> victim.pid().isPresent() && ready(name));
    long before = victim.pid().orElseThrow();
    victim.kill();
    await(name + " runs again, not as process " + before)
        .atMost(PATIENCE)
        .until(
            () -> {
              OptionalLong now = victim.pid();
              return now.isPresent() && now.getAsLong() != before && ready(name);
            });
    RESTARTS.put(name, before);
  }

  private static boolean ready(String name) {
    return pipeline.snapshot().parts().stream()
        .filter(part -> part.name().equals(name))
        .map(PartStatus::state)
        .allMatch(state -> state == PartState.RUNNING || state == PartState.WAITING);
  }

  private static void killBatchInTheMiddle() {
    await("a batch run that publishes")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                pipeline
                    .operations()
                    .step("batch")
                    .flatMap(step -> step.status())
                    .filter(status -> status.state() == LayerState.RUNNING)
                    .filter(status -> !status.message().isBlank())
                    .isPresent());
    Component batch = pipeline.operations().step("batch").orElseThrow();
    RESTARTS.put("batch", batch.pid().orElseThrow());
    batch.kill();
  }

  private static List<String> sampleOfMeters() {
    return spark
        .table(MasterDataset.from(settings).readings())
        .where("meter_type IS NOT NULL AND quality_flags IS NOT NULL")
        .select("meter_id")
        .distinct()
        .orderBy("meter_id")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .filter(meter -> meter.hashCode() % 20 == 0)
        .toList();
  }

  private static Map<String, List<PlainWindows.Row>> masterFlows() {
    Map<String, List<PlainWindows.Row>> flows = new HashMap<>();
    List<Row> rows =
        spark
            .table(MasterDataset.from(settings).readings())
            .where("measurement = '" + FLOW + "'")
            .selectExpr(
                "meter_id",
                "source_partition",
                "source_offset",
                "unix_millis(event_time)",
                "value",
                "size(quality_flags) = 0")
            .collectAsList();
    Set<String> wanted = Set.copyOf(sample);
    for (Row row : rows) {
      if (wanted.contains(row.getString(0))) {
        flows
            .computeIfAbsent(row.getString(0), meter -> new ArrayList<>())
            .add(
                new PlainWindows.Row(
                    row.getInt(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getDouble(4),
                    row.getBoolean(5)));
      }
    }
    return flows;
  }

  private static Map<LocalDate, Set<Instant>> hiveInstants(String meter) throws SQLException {
    Map<LocalDate, Set<Instant>> byDay = new TreeMap<>();
    try (HiveConnections hive = HiveConnections.from(settings);
        Connection connection = hive.open();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT CAST(local_date AS STRING), epoch_millis, CAST(event_time AS STRING),"
                    + " CAST(local_time AS STRING) FROM iot.meter_readings WHERE meter_id = '"
                    + meter
                    + "' AND measurement_type = '"
                    + FLOW
                    + "'")) {
      while (rows.next()) {
        Instant instant = Instant.ofEpochMilli(rows.getLong(2));
        assertThat(utc(rows.getString(3))).isEqualTo(instant);
        assertThat(LocalDateTime.parse(rows.getString(4).replace(' ', 'T')))
            .isEqualTo(LocalDateTime.ofInstant(instant, ZONE));
        assertThat(
                byDay
                    .computeIfAbsent(LocalDate.parse(rows.getString(1)), day -> new TreeSet<>())
                    .add(instant))
            .as("%s comes once", instant)
            .isTrue();
      }
    }
    return byDay;
  }

  private static Instant utc(String wallClock) {
    return LocalDateTime.parse(wallClock.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
  }

  private static Set<String> placesOfDeadLetters() {
    return spark
        .table(MasterDataset.from(settings).deadLetters())
        .selectExpr("concat(source_partition, ':', source_offset)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .collect(Collectors.toSet());
  }

  private static boolean isFlow(String type) {
    return Set.of("Pulse1", "10266/1", "/10266/1").contains(type);
  }

  private static ElasticsearchDocuments elasticsearch() {
    return new ElasticsearchDocuments(settings.string("elasticsearch.url"));
  }

  private static String quoted() {
    return sample.stream()
        .map(meter -> "\"" + meter + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String id(String meter, Instant start) {
    return meter + "|" + FLOW + "|" + start;
  }

  /** An id with its instant written as {@link Instant#toString} writes it. */
  private static String normal(String id) {
    int bar = id.lastIndexOf('|');
    return id.substring(0, bar + 1) + Instant.parse(id.substring(bar + 1));
  }

  private static Map<String, String> withoutRoot(Map<String, String> properties) {
    return properties.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("watershed."))
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().substring("watershed.".length()), Map.Entry::getValue));
  }
}
