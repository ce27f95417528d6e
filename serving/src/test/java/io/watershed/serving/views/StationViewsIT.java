package io.watershed.serving.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.cluster.LocalCluster;
import io.watershed.core.contract.Table;
import io.watershed.core.contract.hive.ForecastSkill;
import io.watershed.core.contract.hive.StationHourlySummary;
import io.watershed.core.contract.hive.StationMetadata;
import io.watershed.core.contract.hive.WaterLevelForecasts;
import io.watershed.core.settings.Settings;
import io.watershed.elasticsearch.ElasticsearchAddress;
import io.watershed.elasticsearch.ElasticsearchConnection;
import io.watershed.hive.HiveConnections;
import io.watershed.hive.HiveRow;
import io.watershed.serving.HiveServerExtension;
import io.watershed.serving.TextTables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Copies of the stations' views from a real Hive to a real Elasticsearch, run after run: a Hive
 * without the tables, the first run that has them, and one after midnight.
 */
@ExtendWith(HiveServerExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StationViewsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-05-10T00:00:00Z"), ZoneOffset.UTC);
  private static final String DATABASE = "station_views_test";

  @TempDir private static Path folder;
  private static HiveConnections hive;
  private static ElasticsearchAddress address;
  private static RestClient elasticsearch;
  private static TextTables tables;

  @BeforeAll
  static void start(LocalCluster cluster) throws Exception {
    Map<String, String> overrides = new HashMap<>(cluster.overrides());
    Settings settings = Settings.of(overrides);
    hive = HiveConnections.from(settings);
    address = ElasticsearchAddress.from(settings);
    elasticsearch = ElasticsearchConnection.to(address);
    forget();
    tables = new TextTables(hive, folder, DATABASE);
    tables.createDatabase();
  }

  @AfterAll
  static void stop() throws Exception {
    forget();
    hive.close();
  }

  /** Other tests share the server. */
  private static void forget() throws IOException {
    Request delete =
        new Request(
            "DELETE",
            "/station-hours-2026.03,station-hours-2026.05,station-metadata,water-level-forecasts,"
                + "forecast-skill,batch-state");
    delete.addParameter("ignore_unavailable", "true");
    elasticsearch.performRequest(delete);
  }

  private static boolean copy(String run) throws Exception {
    try (Connection connection = hive.open()) {
      return new StationCopier(address, CLOCK, progress -> {})
          .copyNews(new StationTables(connection, DATABASE), run);
    }
  }

  private static Map<String, JsonNode> documents(String index) throws IOException {
    Map<String, JsonNode> documents = new TreeMap<>();
    elasticsearch.performRequest(new Request("POST", "/_refresh"));
    Request request = new Request("GET", "/" + index + "/_search?size=1000");
    request.addParameter("ignore_unavailable", "true");
    try (InputStream body = elasticsearch.performRequest(request).getEntity().getContent()) {
      for (JsonNode hit : JSON.readTree(body).at("/hits/hits")) {
        documents.put(hit.path("_id").asText(), hit.path("_source"));
      }
    }
    return documents;
  }

  private static JsonNode json(String text) throws IOException {
    return JSON.readTree(text);
  }

  private static HiveRow hour(String station, String element, String start, double mean) {
    return emptyHour(station, element, start)
        .with(StationHourlySummary.VALUE_COUNT, 4L)
        .with(StationHourlySummary.MINIMUM, mean - 1)
        .with(StationHourlySummary.MAXIMUM, mean + 1)
        .with(StationHourlySummary.MEAN, mean)
        .with(StationHourlySummary.LAST_VALUE, mean + 0.5)
        .with(StationHourlySummary.START_VALUE, mean - 0.5)
        .with(StationHourlySummary.EXCLUDED_COUNT, 1L);
  }

  private static HiveRow emptyHour(String station, String element, String start) {
    return HiveRow.of(StationHourlySummary.TABLE)
        .with(StationHourlySummary.STATION_ID, station)
        .with(StationHourlySummary.KIND, "gauge")
        .with(StationHourlySummary.HOUR_START_TIME, LocalDateTime.parse(start))
        .with(StationHourlySummary.ELEMENT, element)
        .with(StationHourlySummary.VALUE_COUNT, 0L)
        .with(StationHourlySummary.EXCLUDED_COUNT, 3L);
  }

  private static HiveRow hope() {
    return HiveRow.of(StationMetadata.TABLE)
        .with(StationMetadata.STATION_ID, "08MF005")
        .with(StationMetadata.KIND, "gauge")
        .with(StationMetadata.NAME, "FRASER RIVER AT HOPE")
        .with(StationMetadata.LATITUDE, 49.386)
        .with(StationMetadata.LONGITUDE, -121.454)
        .with(StationMetadata.ELEVATION, 41.0)
        .with(StationMetadata.PROVINCE, "BC")
        .with(StationMetadata.TIME_ZONE, "America/Vancouver")
        .with(StationMetadata.DOWNSTREAM, "08MH126")
        .with(StationMetadata.HIGH_WATER, 8.5)
        .with(StationMetadata.HIGH_WATER_FROM, "p95")
        .with(StationMetadata.SOURCE, "msc-hydrometric")
        .with(StationMetadata.FIRST_TIME, LocalDateTime.parse("2026-05-01T00:00:00"))
        .with(StationMetadata.LAST_TIME, LocalDateTime.parse("2026-05-08T23:15:00"))
        .with(StationMetadata.OBSERVATIONS, 700L);
  }

  private static HiveRow skillOfHope() {
    return HiveRow.of(ForecastSkill.TABLE)
        .with(ForecastSkill.STATION_ID, "08MF005")
        .with(ForecastSkill.LEAD_HOURS, 6)
        .with(ForecastSkill.FROM_TIME, LocalDateTime.parse("2026-05-01T00:00:00"))
        .with(ForecastSkill.TO_TIME, LocalDateTime.parse("2026-05-08T23:00:00"))
        .with(ForecastSkill.FORECASTS, 100L)
        .with(ForecastSkill.MAE, 0.1)
        .with(ForecastSkill.RMSE, 0.2)
        .with(ForecastSkill.NSE, Double.NaN)
        .with(ForecastSkill.PERSISTENCE_MAE, 0.12)
        .with(ForecastSkill.COEFFICIENT_OF_PERSISTENCE, 0.3)
        .with(ForecastSkill.COVERAGE, 0.95)
        .with(ForecastSkill.MEAN_WIDTH, 0.4)
        .with(ForecastSkill.HITS, 3L)
        .with(ForecastSkill.MISSES, 1L)
        .with(ForecastSkill.FALSE_ALARMS, 2L)
        .with(ForecastSkill.COMPUTED_TIME, LocalDateTime.parse("2026-05-08T23:10:00"));
  }

  /** The forecasts of a gauge of one issue, for all leads. */
  private static HiveRow[] issue(String station, String issued) {
    LocalDateTime begin = LocalDateTime.parse(issued);
    HiveRow[] rows = new HiveRow[24];
    for (int lead = 1; lead <= rows.length; lead++) {
      rows[lead - 1] =
          HiveRow.of(WaterLevelForecasts.TABLE)
              .with(WaterLevelForecasts.STATION_ID, station)
              .with(WaterLevelForecasts.ISSUED_TIME, begin)
              .with(WaterLevelForecasts.TARGET_TIME, begin.plusHours(lead))
              .with(WaterLevelForecasts.LEAD_HOURS, lead)
              .with(WaterLevelForecasts.LEVEL, 1.5 + lead)
              .with(WaterLevelForecasts.LOW, 1.0)
              .with(WaterLevelForecasts.HIGH, 2.0)
              .with(WaterLevelForecasts.PERSISTENCE_LEVEL, 1.4)
              .with(WaterLevelForecasts.METHOD, "persistence")
              .with(WaterLevelForecasts.TREND, "stable")
              .with(WaterLevelForecasts.PROBABILITY_HIGH_WATER, lead == 24 ? null : 0.25)
              .with(WaterLevelForecasts.HIGH_WATER, 8.5)
              .with(WaterLevelForecasts.RISE_WATCH, false)
              .with(WaterLevelForecasts.RISK, "low");
    }
    return rows;
  }

  private static HiveRow[] together(HiveRow[]... rows) {
    return Arrays.stream(rows).flatMap(Arrays::stream).toArray(HiveRow[]::new);
  }

  @Test
  @Order(1)
  void aHiveWithoutTheTablesHasNothingToCopy() throws Exception {
    assertThat(copy("run-0")).isTrue();
    assertThat(copy("run-0")).as("whether there is anything to copy").isFalse();

    assertThat(documents("batch-state").get("stations").path("run_id").asText()).isEqualTo("run-0");
    assertThat(documents("batch-state").get("stations").has("seam")).isFalse();
    assertThat(documents("station-hours-*")).isEmpty();
  }

  @Test
  @Order(2)
  void documentsHoldWhatTheRowsHold() throws Exception {
    for (Table table :
        List.of(
            StationHourlySummary.TABLE,
            StationMetadata.TABLE,
            WaterLevelForecasts.TABLE,
            ForecastSkill.TABLE)) {
      tables.create(table);
    }
    tables.partition(
        StationHourlySummary.TABLE,
        "2026-05-08",
        hour("08MF005", "water_level", "2026-05-08T23:00:00", 6),
        hour("08MF005", "water_level", "2026-05-08T22:00:00", 4),
        emptyHour("08MF005", "water_level", "2026-05-08T21:00:00"),
        hour("08MF005", "discharge", "2026-05-08T22:00:00", 900));
    tables.partition(
        StationHourlySummary.TABLE,
        "2026-03-01",
        hour("08MF005", "water_level", "2026-03-01T22:00:00", 4));
    tables.whole(StationMetadata.TABLE, hope());
    tables.partition(
        WaterLevelForecasts.TABLE,
        "2026-05-08",
        together(issue("08MF005", "2026-05-08T22:00:00"), issue("08MF005", "2026-05-08T23:00:00")));
    tables.whole(ForecastSkill.TABLE, skillOfHope());

    assertThat(copy("run-1")).isTrue();

    assertThat(documents("station-hours-*").keySet())
        .as("days older than are kept are not copied")
        .containsExactly("08MF005|discharge|2026-05-08", "08MF005|water_level|2026-05-08");
    assertThat(documents("station-hours-2026.05").get("08MF005|water_level|2026-05-08"))
        .isEqualTo(
            json(
                """
                {"station_id":"08MF005","kind":"gauge","element":"water_level","unit":"m",
                 "utc_date":"2026-05-08","minimum":3.0,"maximum":7.0,"mean":5.0,"last_value":6.5,
                 "value_count":8,"excluded_count":5,
                 "hours":[
                  {"start":"2026-05-08T21:00:00Z","count":0,"excluded":3},
                  {"start":"2026-05-08T22:00:00Z","count":4,"excluded":1,"min":3.0,"max":5.0,
                   "mean":4.0,"last":4.5,"at_start":3.5},
                  {"start":"2026-05-08T23:00:00Z","count":4,"excluded":1,"min":5.0,"max":7.0,
                   "mean":6.0,"last":6.5,"at_start":5.5}],
                 "run_id":"run-1"}
                """));
    assertThat(documents("station-metadata").get("08MF005"))
        .isEqualTo(
            json(
                """
                {"station_id":"08MF005","kind":"gauge","name":"FRASER RIVER AT HOPE",
                 "latitude":49.386,"longitude":-121.454,"location":{"lat":49.386,"lon":-121.454},
                 "elevation":41.0,"province":"BC","time_zone":"America/Vancouver",
                 "downstream":"08MH126","high_water":8.5,"high_water_from":"p95",
                 "source":"msc-hydrometric","first_time":"2026-05-01T00:00:00Z",
                 "last_time":"2026-05-08T23:15:00Z","observations":700,"run_id":"run-1"}
                """));
    Map<String, JsonNode> forecasts = documents("water-level-forecasts");
    assertThat(forecasts).as("the newest issue whole, 6 and 24 of the other").hasSize(26);
    assertThat(forecasts.get("08MF005|2026-05-08T22:00:00Z|6"))
        .isEqualTo(
            json(
                """
                {"station_id":"08MF005","issued_date":"2026-05-08",
                 "issued_time":"2026-05-08T22:00:00Z","target_time":"2026-05-09T04:00:00Z",
                 "lead_hours":6,"level":7.5,"low":1.0,"high":2.0,"persistence_level":1.4,
                 "method":"persistence","trend":"stable","probability_high_water":0.25,
                 "high_water":8.5,"rise_watch":false,"risk":"low","name":"FRASER RIVER AT HOPE",
                 "province":"BC","location":{"lat":49.386,"lon":-121.454},"run_id":"run-1"}
                """));
    JsonNode skill = documents("forecast-skill").get("08MF005|6");
    assertThat(skill.path("hits").asInt()).isEqualTo(3);
    assertThat(skill.path("persistence_mae").asDouble()).isEqualTo(0.12);
    assertThat(skill.has("nse")).as("no number").isFalse();
    JsonNode state = documents("batch-state").get("stations");
    assertThat(state.path("seam").asText()).isEqualTo("2026-05-08T23:00:00Z");
    assertThat(state.path("horizon").asText()).isEqualTo("2026-05-08T23:15:00Z");
    assertThat(state.path("forecasts_issued").asText()).isEqualTo("2026-05-08T23:00:00Z");
  }

  @Test
  @Order(3)
  void aLaterRunCopiesWhatItWroteAndTakesTheRestAway() throws Exception {
    tables.partition(
        StationHourlySummary.TABLE,
        "2026-05-09",
        hour("08MF005", "water_level", "2026-05-09T00:00:00", 5));
    tables.partition(
        WaterLevelForecasts.TABLE, "2026-05-09", issue("08MF005", "2026-05-09T00:00:00"));
    tables.whole(ForecastSkill.TABLE);

    assertThat(copy("run-2")).isTrue();

    Map<String, JsonNode> hours = documents("station-hours-*");
    assertThat(hours).hasSize(3);
    assertThat(hours.get("08MF005|water_level|2026-05-08").path("run_id").asText())
        .as("a day that was not written again")
        .isEqualTo("run-1");
    Map<String, JsonNode> forecasts = documents("water-level-forecasts");
    assertThat(forecasts.keySet())
        .filteredOn(id -> !id.contains("2026-05-09T00:00:00Z"))
        .containsExactly(
            "08MF005|2026-05-08T22:00:00Z|24",
            "08MF005|2026-05-08T22:00:00Z|6",
            "08MF005|2026-05-08T23:00:00Z|24",
            "08MF005|2026-05-08T23:00:00Z|6");
    assertThat(forecasts).hasSize(4 + 24);
    assertThat(documents("forecast-skill")).isEmpty();
    assertThat(documents("batch-state").get("stations").path("seam").asText())
        .isEqualTo("2026-05-09T00:00:00Z");
  }

  @Test
  @Order(4)
  void aDayWrittenAgainLosesWhatItDoesNotHoldAnyMore() throws Exception {
    tables.partition(
        StationHourlySummary.TABLE,
        "2026-05-08",
        hour("08MF005", "water_level", "2026-05-08T23:00:00", 6));

    assertThat(copy("run-3")).isTrue();

    assertThat(documents("station-hours-*").keySet())
        .containsExactly("08MF005|water_level|2026-05-08", "08MF005|water_level|2026-05-09");
    assertThat(documents("batch-state").get("stations").path("seam").asText())
        .as("the newest hour stays")
        .isEqualTo("2026-05-09T00:00:00Z");
  }
}
