package io.watershed.serving.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.cluster.LocalCluster;
import io.watershed.core.contract.Table;
import io.watershed.core.contract.hive.BatchRuns;
import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.contract.hive.MeterReadings;
import io.watershed.core.contract.hive.MonthlyStats;
import io.watershed.core.contract.hive.ProblemMeters;
import io.watershed.core.settings.Settings;
import io.watershed.elasticsearch.ElasticsearchAddress;
import io.watershed.elasticsearch.ElasticsearchConnection;
import io.watershed.hive.HiveConnections;
import io.watershed.serving.HiveServerExtension;
import io.watershed.serving.TextTables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Copies from a real Hive to a real Elasticsearch. The meters live in a zone whose midnight parts a
 * UTC hour, at 13:30.
 */
@ExtendWith(HiveServerExtension.class)
class BatchViewsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-10T00:00:00Z"), ZoneOffset.UTC);
  private static final String FIRST_RUN = "20260309T001000000Z";
  private static final String SECOND_RUN = "20260309T011000000Z";
  private static final List<String> INDICES =
      List.of(
          "meter-days-2026.03",
          "suburb-hours-2026.03",
          "problem-meters-2026.03",
          "meter-months",
          "batch-runs",
          "batch-state");

  @TempDir private static Path folder;

  private static Settings settings;
  private static ElasticsearchAddress address;
  private static RestClient elasticsearch;
  private static HiveConnections hive;
  private static TextTables tables;

  @BeforeAll
  static void createTables(LocalCluster cluster) throws SQLException {
    Map<String, String> overrides = new HashMap<>(cluster.overrides());
    overrides.put("hive.database", "views_test");
    overrides.put("serving.views.poll", "200ms");
    settings = Settings.of(overrides);
    address = ElasticsearchAddress.from(settings);
    elasticsearch = ElasticsearchConnection.to(address);
    hive = HiveConnections.from(settings);
    tables = new TextTables(hive, folder, settings.string("hive.database"));
    tables.createDatabase();
    for (Table table :
        List.of(
            MeterReadings.TABLE,
            DailyStats.TABLE,
            MonthlyStats.TABLE,
            ProblemMeters.TABLE,
            BatchRuns.TABLE)) {
      tables.create(table);
    }
  }

  @AfterAll
  static void unloadDriver() {
    hive.close();
  }

  @BeforeEach
  void writeTheFirstRun() throws IOException, SQLException {
    for (String index : INDICES) {
      Request request = new Request("DELETE", "/" + index);
      request.addParameter("ignore_unavailable", "true");
      elasticsearch.performRequest(request);
    }
    tables.partition(
        MeterReadings.TABLE,
        "2026-03-08",
        // Until 13:30 UTC it is the 8th in Adelaide.
        ViewRows.reading("9", "Pulse1", Instant.parse("2026-03-08T13:15:00Z"), 2),
        ViewRows.reading("9", "Pulse1", Instant.parse("2026-03-08T13:00:00Z"), 1),
        ViewRows.reading(
            "9", "Pulse1", Instant.parse("2026-03-08T02:30:00.5Z"), -6, "NEGATIVE_FLOW", "SPIKE"),
        ViewRows.reading("9", "Pulse1_Total", Instant.parse("2026-03-08T13:15:00Z"), 12_000_000),
        ViewRows.reading("10", "Pulse1", Instant.parse("2026-03-08T13:29:59.999Z"), 10));
    tables.partition(
        DailyStats.TABLE,
        "2026-03-08",
        ViewRows.day("9", "Pulse1", 3, 2, 1),
        ViewRows.day("9", "Pulse1_Total", 12, 1, 0),
        ViewRows.day("10", "Pulse1", 10, 1, 0));
    tables.partition(
        MeterReadings.TABLE,
        "2026-03-09",
        ViewRows.reading("9", "Pulse1", Instant.parse("2026-03-08T13:30:00Z"), 4));
    tables.partition(DailyStats.TABLE, "2026-03-09", ViewRows.day("9", "Pulse1", 4, 1, 0));
    tables.partition(
        ProblemMeters.TABLE,
        "2026-03-08",
        ViewRows.problem("9", "REVERSE_FLOW"),
        ViewRows.problem("10", "STUCK_METER"));
    tables.partition(
        MonthlyStats.TABLE, "2026-03", ViewRows.month("9", 7), ViewRows.bareMonth("10", 10));
    tables.clear(BatchRuns.TABLE);
    tables.add(
        BatchRuns.TABLE,
        ViewRows.run(FIRST_RUN, "2026-03-08T13:30:00", "2026-03-08", "2026-03-09"));
  }

  @Test
  void documentsHoldWhatTheRowsHold() throws Exception {
    assertThat(copy()).isTrue();

    Map<String, JsonNode> days = documents("meter-days-2026.03");
    assertThat(days.keySet())
        .containsExactly(
            "10|Pulse1|2026-03-08",
            "9|Pulse1_Total|2026-03-08",
            "9|Pulse1|2026-03-08",
            "9|Pulse1|2026-03-09");
    assertThat(days.get("9|Pulse1|2026-03-08"))
        .isEqualTo(
            json(
                """
                {"meter_id":"9","measurement_type":"Pulse1","unit":"L","local_date":"2026-03-08",
                 "time_zone":"Australia/Adelaide","total_value":3.0,"avg_value":1.5,"max_value":4.0,
                 "min_value":0.5,"reading_count":2,"excluded_count":1,"late_count":0,
                 "meter_type":"captis_pulse","suburb":"BUDERIM","postcode":4556,
                 "usage_type":"Residential","first_event_time":"2026-03-08T02:30:00Z",
                 "last_event_time":"2026-03-08T13:59:59.250Z","register_advance":12.0,
                 "register_difference":-0.5,"cross_check":"AGREES",
                 "hours":[
                  {"start":"2026-03-08T02:00:00Z","sum":0.0,"count":0,"excluded":1,"min":null,"max":null},
                  {"start":"2026-03-08T13:00:00Z","sum":3.0,"count":2,"excluded":0,"min":1.0,"max":2.0}],
                 "readings":[
                  {"at":"2026-03-08T02:30:00.500Z","value":-6.0,"counted":false,
                   "flags":"NEGATIVE_FLOW,SPIKE","partition":2,"offset":29548950,
                   "arrival":"2026-03-08T02:30:00.500Z"},
                  {"at":"2026-03-08T13:00:00Z","value":1.0,"counted":true,"partition":2,
                   "offset":29549580,"arrival":"2026-03-08T13:00:00.250Z"},
                  {"at":"2026-03-08T13:15:00Z","value":2.0,"counted":true,"partition":2,
                   "offset":29549595,"arrival":"2026-03-08T13:15:00.250Z"}],
                 "run_id":"20260309T001000000Z"}
                """));
    assertThat(days.get("9|Pulse1_Total|2026-03-08").has("hours")).isFalse();
    assertThat(days.get("9|Pulse1_Total|2026-03-08").get("readings")).hasSize(1);

    Map<String, JsonNode> hours = documents("suburb-hours-2026.03");
    assertThat(hours.keySet())
        .containsExactly(
            "BUDERIM|2026-03-08T13:00:00Z|2026-03-08", "BUDERIM|2026-03-08T13:00:00Z|2026-03-09");
    assertThat(hours.get("BUDERIM|2026-03-08T13:00:00Z|2026-03-08"))
        .isEqualTo(
            json(
                """
                {"suburb":"BUDERIM","local_date":"2026-03-08","hour":"2026-03-08T13:00:00Z",
                 "litres":13.0,"readings":3,"meters":2,"run_id":"20260309T001000000Z"}
                """));
    assertThat(hours.get("BUDERIM|2026-03-08T13:00:00Z|2026-03-09").get("litres").asDouble())
        .isEqualTo(4);

    assertThat(documents("problem-meters-2026.03").keySet())
        .containsExactly("2026-03-08|10|Pulse1|STUCK_METER", "2026-03-08|9|Pulse1|REVERSE_FLOW");
    assertThat(documents("meter-months").get("10|Pulse1|2026-03"))
        .isEqualTo(
            json(
                """
                {"meter_id":"10","measurement_type":"Pulse1","unit":"L","month":"2026-03",
                 "monthly_total":10.0,"reading_count":1,"excluded_count":0,
                 "days_with_readings":1,"cross_check":"NOT_CHECKED",
                 "run_id":"20260309T001000000Z"}
                """));
    assertThat(documents("meter-months").get("9|Pulse1|2026-03").get("forecast_high").asDouble())
        .isEqualTo(400.25);
    assertThat(documents("batch-runs").get(FIRST_RUN))
        .isEqualTo(
            json(
                """
                {"run_id":"20260309T001000000Z","started_at":"2026-03-09T00:10:00Z",
                 "finished_at":"2026-03-09T00:10:41.500Z","duration_seconds":41.5,"snapshot_id":77,
                 "previous_snapshot_id":76,"days_written":["2026-03-08","2026-03-09"],"days":2,
                 "readings":9,"duplicates":1,"excluded":1,"unknown_meter":0,"disagreements":1,
                 "problems":1,"horizon":"2026-03-08T13:30:00Z","mode":"incremental","files":40,
                 "small_files":4}
                """));
    assertThat(documents("batch-state").get("state"))
        .isEqualTo(
            json(
                """
                {"run_id":"20260309T001000000Z","horizon":"2026-03-08T13:30:00Z",
                 "seam":"2026-03-08T13:00:00Z","first_date":"2026-03-08",
                 "last_date":"2026-03-09","indexed_at":"2026-03-10T00:00:00Z"}
                """));
  }

  @Test
  void copyingAgainChangesNothing() throws Exception {
    copy();
    Map<String, JsonNode> before = everything();

    assertThat(copy()).as("whether there was anything to copy").isFalse();
    elasticsearch.performRequest(new Request("DELETE", "/batch-state"));
    assertThat(copy()).isTrue();

    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void aDayComputedAgainReplacesItsDocumentsAndNoOther() throws Exception {
    copy();
    recompute();

    assertThat(copy()).isTrue();

    Map<String, JsonNode> days = documents("meter-days-2026.03");
    assertThat(days.keySet()).containsExactly("9|Pulse1|2026-03-08", "9|Pulse1|2026-03-09");
    assertThat(days.get("9|Pulse1|2026-03-08").get("readings")).hasSize(1);
    assertThat(days.get("9|Pulse1|2026-03-08").get("run_id").asText()).isEqualTo(SECOND_RUN);
    assertThat(days.get("9|Pulse1|2026-03-09").get("run_id").asText()).isEqualTo(FIRST_RUN);
    assertThat(documents("suburb-hours-2026.03").keySet())
        .containsExactly(
            "BUDERIM|2026-03-08T01:00:00Z|2026-03-08", "BUDERIM|2026-03-08T13:00:00Z|2026-03-09");
    assertThat(documents("problem-meters-2026.03").keySet())
        .containsExactly("2026-03-08|9|Pulse1|REVERSE_FLOW");
    assertThat(documents("meter-months").keySet()).containsExactly("9|Pulse1|2026-03");
    assertThat(documents("batch-runs").keySet()).containsExactly(FIRST_RUN, SECOND_RUN);
    assertThat(documents("batch-state").get("state").get("run_id").asText()).isEqualTo(SECOND_RUN);
  }

  /** The 8th without meter 10, and with another reading of meter 9. */
  private static void recompute() throws IOException, SQLException {
    tables.partition(
        MeterReadings.TABLE,
        "2026-03-08",
        ViewRows.reading("9", "Pulse1", Instant.parse("2026-03-08T01:00:00Z"), 8));
    tables.partition(DailyStats.TABLE, "2026-03-08", ViewRows.day("9", "Pulse1", 8, 1, 0));
    tables.partition(ProblemMeters.TABLE, "2026-03-08", ViewRows.problem("9", "REVERSE_FLOW"));
    tables.partition(MonthlyStats.TABLE, "2026-03", ViewRows.month("9", 12));
    tables.add(BatchRuns.TABLE, ViewRows.run(SECOND_RUN, "2026-03-08T14:00:00", "2026-03-08"));
  }

  @Test
  void aCopyThatDiesIsMadeAgainWholeAndTheStateComesLast() throws Exception {
    copy();
    recompute();
    copy();
    Map<String, JsonNode> undisturbed = everything();
    writeTheFirstRun();
    copy();
    JsonNode stateBefore = documents("batch-state").get("state");
    recompute();

    assertThatThrownBy(() -> copy(CLOCK, ViewsDied::atMonths)).isInstanceOf(ViewsDied.class);
    assertThat(documents("meter-days-2026.03").get("9|Pulse1|2026-03-08").get("run_id").asText())
        .as("the run of a document that was written before")
        .isEqualTo(SECOND_RUN);
    assertThat(documents("batch-state").get("state")).isEqualTo(stateBefore);

    assertThatThrownBy(() -> copy(new DyingClock(), progress -> {})).isInstanceOf(ViewsDied.class);
    assertThat(documents("problem-meters-2026.03")).hasSize(1);
    assertThat(documents("batch-state").get("state")).isEqualTo(stateBefore);

    assertThat(copy()).isTrue();
    assertThat(everything()).isEqualTo(undisturbed);
  }

  @Test
  void tablesThatWereMadeAnewLeaveNothingOfTheOldOnes() throws Exception {
    copy();
    tables.drop(DailyStats.TABLE, "2026-03-09");
    tables.drop(MeterReadings.TABLE, "2026-03-09");
    tables.clear(BatchRuns.TABLE);
    tables.add(
        BatchRuns.TABLE, ViewRows.run("20260309T021000000Z", "2026-03-08T13:15:00", "2026-03-08"));

    assertThat(copy()).isTrue();

    assertThat(documents("meter-days-2026.03").keySet()).noneMatch(id -> id.endsWith("09"));
    assertThat(documents("suburb-hours-2026.03").keySet()).noneMatch(id -> id.endsWith("09"));
    assertThat(documents("batch-runs").keySet()).containsExactly("20260309T021000000Z");
    assertThat(documents("batch-state").get("state").get("last_date").asText())
        .isEqualTo("2026-03-08");
  }

  @Test
  void theFollowerTakesOverEachRunAndWhatWasDeleted() throws Exception {
    try (ViewFollower follower = ViewFollower.start(settings)) {
      awaitRun(follower, FIRST_RUN);
      recompute();
      awaitRun(follower, SECOND_RUN);
      assertThat(documents("problem-meters-2026.03")).hasSize(1);
      elasticsearch.performRequest(new Request("DELETE", "/batch-state"));
      awaitRun(follower, SECOND_RUN);
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(follower.copies()).isEqualTo(3));
    }
  }

  @Test
  void theFollowerWaitsForTheFirstRunAndForHive() {
    Map<String, String> overrides = new HashMap<>();
    for (String key : List.of("hive.jdbc-url", "elasticsearch.url")) {
      overrides.put(key, settings.string(key));
    }
    overrides.put("serving.views.poll", "200ms");
    overrides.put("hive.database", "never_made");
    try (ViewFollower follower = ViewFollower.start(Settings.of(overrides))) {
      awaitMessage(follower, "waiting for the first batch run");
    }
    overrides.put("hive.jdbc-url", "jdbc:hive2://127.0.0.1:1/");
    try (ViewFollower follower = ViewFollower.start(Settings.of(overrides))) {
      awaitMessage(follower, "Hive is away; the batch views stay as they were copied last");
    }
  }

  private static void awaitRun(ViewFollower follower, String runId) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              assertThat(documents("batch-state").get("state").get("run_id").asText())
                  .as(() -> "the copied run; the follower says: " + follower.message())
                  .isEqualTo(runId);
              assertThat(follower.message()).isEmpty();
            });
  }

  private static void awaitMessage(ViewFollower follower, String message) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(follower.message()).isEqualTo(message));
  }

  private static boolean copy() throws Exception {
    return copy(CLOCK, progress -> {});
  }

  private static boolean copy(Clock clock, Consumer<String> progress) throws Exception {
    try (Connection connection = hive.open()) {
      return new ViewCopier(address, clock, progress)
          .copyNews(new BatchTables(connection, settings.string("hive.database")));
    }
  }

  private static Map<String, JsonNode> everything() throws IOException {
    Map<String, JsonNode> all = new TreeMap<>();
    for (String index : INDICES) {
      documents(index).forEach((id, document) -> all.put(index + "/" + id, document));
    }
    return all;
  }

  private static Map<String, JsonNode> documents(String index) throws IOException {
    elasticsearch.performRequest(new Request("POST", "/" + index + "/_refresh"));
    Request search = new Request("GET", "/" + index + "/_search");
    search.addParameter("size", "1000");
    Map<String, JsonNode> documents = new TreeMap<>();
    try (InputStream body = elasticsearch.performRequest(search).getEntity().getContent()) {
      for (JsonNode hit : JSON.readTree(body).at("/hits/hits")) {
        documents.put(hit.get("_id").asText(), hit.get("_source"));
      }
    }
    return documents;
  }

  private static JsonNode json(String text) throws IOException {
    return JSON.readTree(text);
  }

  /** What a killed process is to the code after it. */
  private static final class ViewsDied extends RuntimeException {
    private static final long serialVersionUID = 1;

    static void atMonths(String progress) {
      if (progress.startsWith("copying the figures of")) {
        throw new ViewsDied();
      }
    }
  }

  /** Asked for the time that the state document holds, it dies: all else is written by then. */
  private static final class DyingClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      throw new ViewsDied();
    }
  }
}
