package io.watershed.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.cluster.LocalCluster;
import io.watershed.core.contract.Indices;
import io.watershed.core.settings.Settings;
import io.watershed.elasticsearch.ElasticsearchAddress;
import io.watershed.elasticsearch.ElasticsearchConnection;
import io.watershed.elasticsearch.IndexTemplates;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API says of stations whose two layers differ on purpose: see {@link StationFixture}. */
@ExtendWith(HiveServerExtension.class)
class StationApiIT {

  private static final Instant NOW = Instant.parse("2026-05-20T18:00:00Z");
  private static final Instant SEAM = NOW.minus(Duration.ofHours(3));
  private static final String RUN = "20260520T151000000Z";
  private static final String GAUGE = "/stations/" + StationFixture.GAUGE;

  @TempDir private static Path folder;
  private static RestClient elasticsearch;
  private static Dashboard dashboard;
  private static ApiClient api;

  @BeforeAll
  static void start(LocalCluster cluster) throws Exception {
    Map<String, String> overrides = new HashMap<>(cluster.overrides());
    overrides.put("data-dir", folder.toString());
    overrides.put("hive.jdbc-url", "jdbc:hive2://127.0.0.1:1/default");
    overrides.put("kafka.bootstrap-servers", "127.0.0.1:1");
    overrides.put("serving.http.port", "0");
    overrides.put("serving.map.tile-url", "https://tiles.example:8443/{z}/{x}/{y}.png");
    Settings settings = Settings.of(overrides);
    ElasticsearchAddress address = ElasticsearchAddress.from(settings);
    elasticsearch = ElasticsearchConnection.to(address);
    forget();
    IndexTemplates.install(address, Indices.ALL);
    Request bulk = new Request("POST", "/_bulk");
    bulk.addParameter("refresh", "true");
    bulk.setJsonEntity(StationFixture.bulk(NOW, RUN));
    assertThat(EntityUtils.toString(elasticsearch.performRequest(bulk).getEntity()))
        .contains("\"errors\":false");
    dashboard = Dashboard.start(settings);
    api = new ApiClient(dashboard.address());
  }

  /** Other tests share the server. */
  private static void forget() throws Exception {
    List<String> indices =
        List.of(
            "station-hours-2026.05",
            "station-windows-2026.05",
            "station-latest",
            "station-metadata",
            "water-level-forecasts",
            "forecast-skill",
            "alerts-2026.05",
            "batch-state");
    Request delete = new Request("DELETE", "/" + String.join(",", indices));
    delete.addParameter("ignore_unavailable", "true");
    elasticsearch.performRequest(delete);
  }

  @AfterAll
  static void stop() throws Exception {
    if (dashboard != null) {
      dashboard.close();
    }
    forget();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static List<String> ids(JsonNode answer) {
    return stream(answer.path("items")).map(item -> item.path("id").asText()).toList();
  }

  @Test
  void theClockIsTheStationsOwn() {
    JsonNode clock = api.read("/water-levels/summary").path("clock");
    assertThat(clock.path("dataClock").asText()).isEqualTo(NOW.toString());
    assertThat(clock.path("seam").asText()).isEqualTo(SEAM.toString());
    assertThat(clock.path("version").asText()).isEqualTo(RUN);
    assertThat(clock.path("timeZone").asText()).isEqualTo("UTC");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-19T00:00:00Z, 2026-05-20T00:00:00Z",
    "2026-05-20T10:00:00Z, 2026-05-20T19:00:00Z",
    "2026-05-20T15:00:00Z, 2026-05-20T19:00:00Z"
  })
  void aSeriesHasEachHourOnceAndFromItsLayer(Instant from, Instant before) {
    JsonNode series = api.read(GAUGE + "/series?from=" + from + "&to=" + before);
    assertThat(series.path("element").asText()).isEqualTo("water_level");
    Instant hour = from;
    for (JsonNode point : series.path("points")) {
      assertThat(point.path("start").asText()).isEqualTo(hour.toString());
      assertThat(point.path("mean").asDouble())
          .as("%s", hour)
          .isCloseTo(StationFixture.level(hour), within(1e-9));
      assertThat(point.path("origin").asText())
          .isEqualTo(hour.isBefore(SEAM) ? "batch" : "provisional");
      assertThat(point.path("total").isNull()).as("levels cannot be added up").isTrue();
      hour = hour.plus(1, ChronoUnit.HOURS);
    }
    assertThat(hour).isEqualTo(before);
  }

  @Test
  void aDayOfAStationIsItsOwnZones() {
    String path = "/stations/" + StationFixture.WEATHER + "/series?step=day";
    JsonNode series = api.read(path + "&element=precip_1h&from=2026-05-19&to=2026-05-19");
    assertThat(series.path("timeZone").asText()).isEqualTo("America/Vancouver");
    JsonNode day = series.at("/points/0");
    assertThat(day.path("start").asText()).isEqualTo("2026-05-19T07:00:00Z");
    assertThat(day.path("label").asText()).isEqualTo("2026-05-19");
    double rain = 0;
    for (int hour = 7; hour < 31; hour++) {
      rain += hour % 24 % 5 == 0 ? 1.5 : 0;
    }
    assertThat(day.path("total").asDouble()).isEqualTo(rain);
    assertThat(day.path("values").asInt()).isEqualTo(24 * 4);
    assertThat(day.path("origin").asText()).isEqualTo("batch");
    JsonNode warm = api.read(path + "&from=2026-05-19&to=2026-05-19").at("/points/0");
    assertThat(warm.path("max").asDouble()).isCloseTo(12.01, within(1e-9));
    assertThat(warm.path("min").asDouble()).isCloseTo(-0.01, within(1e-9));
  }

  @Test
  void stationsAreFoundByWhatTheyAre() {
    assertThat(api.walk("/stations", 5))
        .extracting(item -> item.path("id").asText())
        .hasSize(StationFixture.GAUGES + StationFixture.WEATHER_STATIONS)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(ids(api.read("/stations?query=hope"))).containsExactly(StationFixture.GAUGE);
    assertThat(ids(api.read("/stations?query=toronto&kind=weather"))).containsExactly("6158355");
    assertThat(ids(api.read("/stations?query=toronto&kind=gauge"))).isEmpty();
    assertThat(ids(api.read("/stations?province=YT"))).containsExactly("09AB001", "2100184");
    assertThat(ids(api.read("/stations?minTemperature=22"))).containsExactly("1163781", "3031092");
    assertThat(ids(api.read("/stations?maxTemperature=-30"))).containsExactly("2400301");
    assertThat(ids(api.read("/stations?freshness=SILENT"))).containsExactly(StationFixture.SILENT);
    assertThat(ids(api.read("/stations?freshness=LATE"))).containsExactly("2100184");
    assertThat(ids(api.read("/stations?risk=HIGH"))).containsExactly(StationFixture.GAUGE);
    assertThat(ids(api.read("/stations?risk=UNKNOWN")))
        .containsExactlyInAnyOrder(StationFixture.SILENT, "03OE001");
    assertThat(api.read("/stations?limit=1").at("/facets/provinces")).hasSizeGreaterThan(8);
  }

  @Test
  void aStationIsDescribedByBothLayers() {
    JsonNode station = api.read(GAUGE);
    assertThat(station.path("name").asText()).isEqualTo("FRASER RIVER AT <b>HOPE</b>");
    assertThat(station.path("highWater").asDouble()).isEqualTo(StationFixture.HIGH_WATER);
    assertThat(station.path("highWaterFrom").asText()).isEqualTo("station");
    assertThat(station.at("/values/water_level").asDouble()).isEqualTo(StationFixture.level(NOW));
    assertThat(station.path("observations").asInt()).isEqualTo(168);
    assertThat(station.at("/elements/0/element").asText()).isEqualTo("water_level");
    assertThat(station.path("flags").get(0).asText()).isEqualTo("discharge:SPIKE");
    JsonNode below = api.read("/stations/" + StationFixture.DOWNSTREAM);
    assertThat(below.at("/upstream/0/id").asText()).isEqualTo(StationFixture.GAUGE);
    assertThat(below.path("highWaterFrom").asText()).isEqualTo("p95");
  }

  @Test
  void theRiskOfALeadIsTheWorstUpToIt() {
    Map<String, String> within24 = new HashMap<>();
    for (JsonNode item : api.read("/water-levels/map").path("items")) {
      within24.put(item.path("id").asText(), item.path("risk").asText());
    }
    assertThat(within24)
        .hasSize(StationFixture.GAUGES)
        .containsEntry(StationFixture.GAUGE, "high")
        .containsEntry("05AA024", "medium")
        .containsEntry("05BH004", "low")
        .containsEntry(StationFixture.SILENT, "unknown");
    JsonNode within6 = api.read("/water-levels/map?lead=6&query=hope").at("/items/0");
    assertThat(within6.path("risk").asText()).isEqualTo("low");
    assertThat(within6.path("probability").asDouble()).isCloseTo(0.36, within(1e-9));
  }

  @Test
  void theSummaryCountsEachGaugeOnce() {
    JsonNode summary = api.read("/water-levels/summary");
    assertThat(summary.path("gauges").asInt()).isEqualTo(StationFixture.GAUGES);
    assertThat(summary.path("issued").asText()).isEqualTo(SEAM.toString());
    JsonNode day = summary.at("/leads/1");
    assertThat(day.path("lead").asInt()).isEqualTo(24);
    assertThat(day.path("forecast").asInt()).isEqualTo(11);
    assertThat(day.path("rising").asInt()).isEqualTo(1);
    assertThat(day.path("falling").asInt()).isEqualTo(1);
    assertThat(day.path("stable").asInt()).isEqualTo(9);
    assertThat(day.path("highRisk").asInt()).isEqualTo(1);
    assertThat(day.path("mediumRisk").asInt()).isEqualTo(1);
    assertThat(day.path("lowRisk").asInt()).isEqualTo(8);
    assertThat(day.path("unknownRisk").asInt()).isEqualTo(1);
    assertThat(summary.at("/leads/0/highRisk").asInt()).isZero();
  }

  @Test
  void listsBeginWithTheMost() {
    JsonNode rising = api.read("/water-levels/rising");
    assertThat(ids(rising)).containsExactly(StationFixture.GAUGE);
    assertThat(rising.at("/items/0/outlook/change").asDouble()).isCloseTo(24 * 0.07, within(1e-6));
    assertThat(ids(api.read("/water-levels/falling"))).containsExactly(StationFixture.DOWNSTREAM);
    assertThat(api.read("/water-levels/rising?province=ON").path("total").asInt()).isZero();
    JsonNode heat = api.read("/weather/heat?limit=2");
    assertThat(ids(heat)).containsExactly("1163781", "3031092");
    // One that was heard five hours ago says nothing of now.
    assertThat(heat.path("total").asInt()).isEqualTo(StationFixture.WEATHER_STATIONS - 1);
    JsonNode cold = api.read("/weather/cold?limit=1").at("/items/0");
    assertThat(cold.path("id").asText()).isEqualTo("2400301");
    assertThat(cold.path("feelsLike").asDouble()).isEqualTo(-40);
    assertThat(cold.path("windChill").asDouble()).isEqualTo(-40);
  }

  @Test
  void theWeatherMapHoldsWeatherStationsThatPass() {
    JsonNode map = api.read("/weather/map?province=BC");
    assertThat(ids(map)).containsExactly(StationFixture.WEATHER, "1163781");
    assertThat(map.path("known").asInt()).isEqualTo(StationFixture.WEATHER_STATIONS);
    assertThat(map.at("/items/0/latitude").asDouble()).isEqualTo(49.295);
  }

  @Test
  void theNewestForecastHasAllLeads() {
    JsonNode forecast = api.read(GAUGE + "/forecast");
    assertThat(forecast.path("issued").asText()).isEqualTo(SEAM.toString());
    assertThat(forecast.path("leads")).hasSize(24);
    JsonNode last = forecast.at("/leads/23");
    assertThat(last.path("lead").asInt()).isEqualTo(24);
    assertThat(last.path("level").asDouble()).isEqualTo(StationFixture.forecast(SEAM, 24));
    assertThat(last.path("method").asText()).isEqualTo("boosted_trees");
    assertThat(last.path("probability").asDouble()).isEqualTo(0.9);
    JsonNode none = api.read("/stations/" + StationFixture.SILENT + "/forecast");
    assertThat(none.path("issued").isNull()).isTrue();
    assertThat(none.path("leads")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"6", "24"})
  void pastForecastsStandBesideWhatCame(int lead) {
    JsonNode past = api.read(GAUGE + "/forecasts/past?lead=" + lead);
    List<Double> errors = new ArrayList<>();
    int inside = 0;
    for (JsonNode item : past.path("items")) {
      Instant target = Instant.parse(item.path("target").asText());
      Instant issued = Instant.parse(item.path("issued").asText());
      assertThat(Duration.between(issued, target)).hasHours(lead);
      if (target.isAfter(NOW.plus(1, ChronoUnit.HOURS))) {
        assertThat(item.path("came").isNull()).as("what is to come").isTrue();
      } else {
        // Measured at the very hour as far as the batch views reach, known last after that.
        double came =
            target.isBefore(SEAM)
                ? StationFixture.atStart(StationFixture.level(target))
                : StationFixture.level(target.minus(1, ChronoUnit.HOURS));
        assertThat(item.path("came").asDouble()).as("%s", target).isCloseTo(came, within(1e-9));
        errors.add(Math.abs(StationFixture.forecast(issued, lead) - came));
        inside += item.path("inside").asBoolean() ? 1 : 0;
      }
    }
    assertThat(errors).hasSizeGreaterThan(90);
    JsonNode verified = past.path("verified");
    assertThat(verified.path("forecasts").asInt()).isEqualTo(errors.size());
    assertThat(verified.path("mae").asDouble())
        .isCloseTo(
            errors.stream().mapToDouble(Double::doubleValue).average().orElseThrow(), within(1e-9));
    assertThat(verified.path("coverage").asDouble())
        .isCloseTo((double) inside / errors.size(), within(1e-9));
  }

  @Test
  void skillIsToldByLead() {
    JsonNode skill = api.read(GAUGE + "/skill");
    assertThat(stream(skill.path("items")).map(item -> item.path("lead").asInt()))
        .containsExactly(6, 24);
    assertThat(skill.at("/items/1/persistenceMae").asDouble()).isCloseTo(0.288, within(1e-9));
    assertThat(api.read("/stations/6158355/skill").path("items")).isEmpty();
  }

  @Test
  void alertsOfStationsGoByTheStationsClock() {
    JsonNode open = api.read("/alerts?state=open&subject=STATION");
    assertThat(stream(open.path("items")).map(item -> item.path("type").asText()))
        .containsExactlyInAnyOrder("RAPID_RISE", "COLD");
    JsonNode own = api.read(GAUGE + "/alerts").path("items");
    assertThat(own).hasSize(1);
    assertThat(own.at("/0/subject").asText()).isEqualTo("station");
    assertThat(own.at("/0/name").asText()).isEqualTo("FRASER RIVER AT <b>HOPE</b>");
    assertThat(own.at("/0/rule").asText()).contains("alerts.rapid-rise");
    assertThat(api.read("/alerts?subject=METER").path("items")).isEmpty();
    assertThat(api.read("/alerts?device=2400301&type=COLD").path("total").asInt()).isEqualTo(1);
    assertThat(api.walk("/alerts", 1)).hasSize(StationFixture.ALERTS).doesNotHaveDuplicates();
  }

  @Test
  void picturesOfTheTileServerAreAllowedAndNothingElse() {
    assertThat(api.read("/map").path("tiles").asText()).startsWith("https://tiles.example:8443/");
    assertThat(api.get("/weather").header("Content-Security-Policy").orElseThrow())
        .contains("img-src 'self' data: https://tiles.example:8443;")
        .contains("connect-src 'self';")
        .startsWith("default-src 'none'; script-src 'self';");
  }
}
