package io.watershed.serving;

import static io.watershed.serving.ApiClient.encoded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.cluster.LocalCluster;
import io.watershed.core.settings.Settings;
import io.watershed.elasticsearch.ElasticsearchAddress;
import io.watershed.serving.ApiClient.Answer;
import io.watershed.serving.LayersFixture.Flow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the API promises, held against a fleet whose two layers differ on purpose: see {@link
 * LayersFixture}.
 */
@ExtendWith(HiveServerExtension.class)
class ApiContractIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String BASE = "/api/v1";
  @TempDir private static Path folder;
  private static LocalCluster cluster;
  private static Map<String, String> overrides;
  private static LayersFixture fixture;
  private static Dashboard dashboard;
  private static ApiClient api;

  @BeforeAll
  static void start(LocalCluster servers) throws Exception {
    cluster = servers;
    Files.writeString(folder.resolve("fleet.csv"), LayersFixture.FLEET);
    overrides = new HashMap<>(cluster.overrides());
    overrides.put("data-dir", folder.resolve("data").toString());
    overrides.put("fleet.files", folder.resolve("fleet.csv").toString());
    overrides.put("fleet.directory", folder.resolve("no-fleet").toString());
    overrides.put("fleet.time-zone", LayersFixture.ZONE.getId());
    overrides.put("hive.jdbc-url", "jdbc:hive2://127.0.0.1:1/default");
    overrides.put("kafka.bootstrap-servers", "127.0.0.1:1");
    overrides.put("serving.http.port", "0");
    overrides.put("serving.refresh", "200ms");
    Settings settings = Settings.of(overrides);
    fixture = new LayersFixture(ElasticsearchAddress.from(settings));
    fixture.write();
    dashboard = Dashboard.start(settings);
    api = new ApiClient(dashboard.address());
    awaitFresh(api);
  }

  private static void awaitFresh(ApiClient client) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(client.read("/clock").path("stale").asBoolean()).isFalse());
  }

  @AfterAll
  static void stop() {
    if (dashboard != null) {
      dashboard.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "hour, 2022-07-11, 2022-07-13",
    "day, 2022-07-11, 2022-07-13",
    "month, 2022-07-11, 2022-07-13",
    "hour, 2022-07-13T02:00:00Z, 2022-07-13T04:00:00Z",
    "hour, 2022-07-13T04:00:00Z, 2022-07-13T07:00:00Z",
    "hour, 2022-07-13T03:00:00Z, 2022-07-13T05:00:00Z"
  })
  void aMetersSeriesIsTheSumOfItsReadings(String step, String from, String to) {
    for (String meter : LayersFixture.meters()) {
      JsonNode series =
          api.read(
              "/devices/" + meter + "/consumption?step=" + step + "&from=" + from + "&to=" + to);
      assertSeries(step, from, to, flow -> flow.meter().equals(meter), series);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hour", "day"})
  void aSuburbsSeriesIsTheSumOfItsMeters(String step) {
    for (String suburb : List.of("BUDERIM", "NOOSA HEADS", "O'BRIEN, <b>HILL</b>", "Unknown")) {
      // A slash in a path is refused by servers and proxies, encoded or not.
      if (suburb.contains("/")) {
        continue;
      }
      JsonNode series =
          api.read(
              "/suburbs/"
                  + encoded(suburb)
                  + "/consumption?step="
                  + step
                  + "&from=2022-07-11&to=2022-07-13");
      assertSeries(
          step,
          "2022-07-11",
          "2022-07-13",
          flow -> LayersFixture.suburb(flow.meter()).equals(suburb),
          series);
    }
  }

  private static void assertSeries(
      String step, String from, String to, Predicate<Flow> whose, JsonNode series) {
    Instant begin = instant(from, 0);
    Instant end = instant(to, 1);
    Map<String, Double> expected = new TreeMap<>();
    for (Flow flow : LayersFixture.flows()) {
      boolean within = !flow.at().isBefore(begin) && flow.at().isBefore(end);
      // The speed layer tells nothing of hours of which it took nothing.
      boolean seen = flow.at().isBefore(LayersFixture.SEAM) || flow.onTime();
      if (whose.test(flow) && within && seen) {
        LocalDate day = flow.at().atZone(LayersFixture.ZONE).toLocalDate();
        String label =
            switch (step) {
              case "hour" -> flow.at().truncatedTo(ChronoUnit.HOURS).toString();
              case "day" -> day.toString();
              default -> day.toString().substring(0, 7);
            };
        expected.merge(label, flow.due(), Double::sum);
      }
    }
    Map<String, Double> found = new TreeMap<>();
    for (JsonNode point : series.path("points")) {
      assertThat(found.put(point.path("label").asText(), point.path("value").asDouble())).isNull();
      Instant pointEnd = Instant.parse(point.path("end").asText());
      assertThat(point.path("origin").asText())
          .as("%s", point)
          .isEqualTo(pointEnd.isAfter(LayersFixture.SEAM) ? "provisional" : "batch");
    }
    assertThat(expected).isNotEmpty();
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (label, litres) -> assertThat(found.get(label)).as(label).isCloseTo(litres, within(1e-6)));
  }

  private static Instant instant(String text, int daysAfter) {
    return text.length() == 10
        ? LocalDate.parse(text).plusDays(daysAfter).atStartOfDay(LayersFixture.ZONE).toInstant()
        : Instant.parse(text);
  }

  @Test
  void theOverviewAddsUpTheFleet() {
    JsonNode overview = api.read("/overview");
    Instant midnight = LayersFixture.LAST_DAY.atStartOfDay(LayersFixture.ZONE).toInstant();
    assertThat(overview.at("/litres/today").asDouble())
        .isCloseTo(due(flow -> !flow.at().isBefore(midnight)), within(1e-6));
    Instant dayAgo = Instant.parse("2022-07-12T07:00:00Z");
    double flow = 0;
    for (JsonNode point : overview.at("/flow/points")) {
      flow += point.path("litres").asDouble();
    }
    assertThat(flow).isCloseTo(due(one -> !one.at().isBefore(dayAgo)), within(1e-6));
    assertThat(overview.at("/flow/points")).hasSize(24);
    assertThat(overview.at("/meters/known").asInt()).isEqualTo(5);
    assertThat(overview.path("latestAlerts")).hasSize(10);
    JsonNode suburbs = api.read("/suburbs");
    for (JsonNode suburb : suburbs.path("items")) {
      assertThat(suburb.path("litres").asDouble())
          .isCloseTo(
              due(
                  one ->
                      !one.at().isBefore(midnight)
                          && LayersFixture.suburb(one.meter())
                              .equals(suburb.path("suburb").asText())),
              within(1e-6));
    }
    assertThat(suburbs.path("items")).hasSize(4);
  }

  private static double due(Predicate<Flow> which) {
    return LayersFixture.flows().stream().filter(which).mapToDouble(Flow::due).sum();
  }

  @Test
  void everyListIsWalkedWithoutGapAndWithoutRepetition() {
    // Another test raises an alert of the day before.
    assertThat(walked("/alerts?from=2022-07-11", "id"))
        .hasSize(LayersFixture.ALERTS + StationFixture.ALERTS);
    assertThat(walked("/devices", "id")).containsExactlyInAnyOrderElementsOf(meters());
    assertThat(walked("/dead-letters", "/source/offset")).hasSize(LayersFixture.DEAD_LETTERS);
    assertThat(api.walk("/problems", 7)).hasSize(18).doesNotHaveDuplicates();
    List<String> readings = walked("/devices/83001/readings?from=2022-07-11&to=2022-07-13", "at");
    assertThat(readings)
        .isEqualTo(
            LayersFixture.flows().stream()
                .filter(flow -> flow.meter().equals("83001"))
                .filter(flow -> !flow.at().isAfter(LayersFixture.HORIZON))
                .map(flow -> flow.at().toString())
                .toList());
    JsonNode windows = api.read("/devices/83001/windows?limit=1&from=2022-07-13&to=2022-07-13");
    assertThat(api.walk("/devices/83001/windows?from=2022-07-13&to=2022-07-13", 100))
        .hasSize(windows.path("total").asInt())
        .doesNotHaveDuplicates();
  }

  private static List<String> walked(String path, String field) {
    List<String> values = new ArrayList<>();
    for (JsonNode item : api.walk(path, 7)) {
      values.add((field.startsWith("/") ? item.at(field) : item.path(field)).asText());
    }
    assertThat(values).doesNotHaveDuplicates();
    return values;
  }

  private static List<String> meters() {
    return LayersFixture.meters();
  }

  @Test
  void alertsAreFilteredAndSayWhetherTheyGoOn() {
    JsonNode open = api.read("/alerts?state=open&limit=500");
    assertThat(open.path("items")).isNotEmpty();
    open.path("items").forEach(item -> assertThat(item.path("open").asBoolean()).isTrue());
    JsonNode closed = api.read("/alerts?state=closed&limit=500");
    assertThat(open.path("total").asInt() + closed.path("total").asInt())
        .isEqualTo(api.read("/alerts").path("total").asInt());
    JsonNode own = api.read("/devices/83003/alerts?severity=CRITICAL&limit=500");
    assertThat(own.path("items")).isNotEmpty();
    for (JsonNode item : own.path("items")) {
      assertThat(item.path("device").asText()).isEqualTo("83003");
      assertThat(item.path("severity").asText()).isEqualTo("CRITICAL");
      assertThat(item.path("rule").asText()).contains("alerts.high-flow");
    }
    assertThat(api.read("/alerts?suburb=NOWHERE").path("items")).isEmpty();
  }

  @Test
  void answersAreAsDescribedAndNothingElse() {
    Description description = new Description(api.read("/openapi.json"));
    assertThat(description.paths()).isEqualTo(dashboard.describedAddresses());
    for (String path : description.paths()) {
      boolean ofStations = path.startsWith("/stations");
      String asked = path.replace("{id}", ofStations ? StationFixture.GAUGE : "83001");
      asked = asked.replace("{name}", asked.startsWith("/suburbs") ? "BUDERIM" : "x");
      if (asked.startsWith("/connections") || asked.equals("/events")) {
        continue;
      }
      Answer refused = api.get(BASE + asked + "?nonsense=1");
      assertThat(refused.status()).as(path).isEqualTo(400);
      JsonNode problem = refused.json();
      assertThat(problem.path("parameter").asText()).isEqualTo("nonsense");
      assertThat(Set.of(problem.path("allowed").asText().split(", ")))
          .as(path)
          .isEqualTo(
              description.parameters(path).isEmpty()
                  ? Set.of("none")
                  : description.parameters(path));
      assertThat(description.differences(path, "Problem", problem)).isEmpty();
      if (description.isJson(path)) {
        String range = description.parameters(path).contains("from") ? "?from=2022-07-12" : "";
        assertThat(description.differences(path, api.read(asked + range))).as(path).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/devices/83001/consumption?from=2022-07-11&to=2022-07-12",
        "/devices/83001/days?from=2022-07-11&to=2022-07-12",
        "/devices/83001/readings?from=2022-07-11&to=2022-07-12",
        "/suburbs?from=2022-07-11&to=2022-07-12",
        "/suburbs/BUDERIM/consumption?from=2022-07-11&to=2022-07-12",
        "/stations/08MF005/series?from=2022-07-11&to=2022-07-12T20:00:00Z"
      })
  void whatIsSettledIsNotSentTwice(String path) {
    String tag = api.get(BASE + path).header("ETag").orElseThrow();
    Answer again = api.get(BASE + path, "If-None-Match", tag);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.response().body()).isEmpty();
    assertThat(api.get(BASE + path, "If-None-Match", "W/\"another\"").status()).isEqualTo(200);
    String provisional = path.replace("to=2022-07-12", "to=2022-07-13");
    assertThat(api.get(BASE + provisional, "If-None-Match", tag).status()).isEqualTo(200);
    assertThat(api.get(BASE + provisional).header("ETag")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/devices/4711 | 404 | ",
        "/devices/4711/consumption | 404 | ",
        "/devices/1%27%20OR%201=1-- | 400 | id",
        "/devices/%3Cscript%3E | 400 | id",
        "/nothing | 404 | ",
        "/exports/tableau_secret.csv | 404 | ",
        "/exports/..%5Cx.csv | 404 | ",
        "/connections/passwd | 404 | ",
        "/suburbs/NOWHERE/consumption | 404 | ",
        "/alerts?limit=1000000 | 400 | limit",
        "/alerts?limit=0 | 400 | limit",
        "/alerts?limit=ten | 400 | limit",
        "/alerts?limit=1&limit=2 | 400 | limit",
        "/alerts?type=FIRE | 400 | type",
        "/alerts?state=maybe | 400 | state",
        "/alerts?cursor=nonsense | 400 | cursor",
        "/alerts?cursor=eyJxIjoiMDAiLCJhIjpbMV19 | 400 | cursor",
        "/alerts?from=2022-07-13&to=2022-07-01 | 400 | from",
        "/problems?date=yesterday | 400 | date",
        "/problems?type=1;DROP%20TABLE%20x | 400 | type",
        "/devices/83001/consumption?step=week | 400 | step",
        "/devices/83001/consumption?from=2022-07-13&to=2022-07-01 | 400 | from",
        "/devices/83001/consumption?from=1990-01-01&to=2022-07-01 | 400 | from",
        "/devices/83001/consumption?from=99999999999-01-01 | 400 | from",
        "/devices/83001/days?measurement=Gold | 400 | measurement",
        "/devices/83001/readings?from=now | 400 | from",
        "/devices/83001/windows?to=13.07.2022 | 400 | to",
        "/exports/tableau_daily_stats.csv?from=2022-07-13&to=2022-07-01 | 400 | from",
        "/events?token=1 | 400 | token",
        "/stations/4711 | 404 | ",
        "/stations/4711/series | 404 | ",
        "/stations/%3Cscript%3E | 400 | id",
        "/stations?kind=boat | 400 | kind",
        "/stations?minTemperature=warm | 400 | minTemperature",
        "/stations?maxTemperature=1e9 | 400 | maxTemperature",
        "/stations?maxTemperature=NaN | 400 | maxTemperature",
        "/stations?risk=total | 400 | risk",
        "/stations/08MF005/series?element=gold | 400 | element",
        "/stations/08MF005/series?step=week | 400 | step",
        "/stations/08MF005/forecasts/past?lead=7 | 400 | lead",
        "/stations/08MF005/forecasts/past?from=2022-01-01&to=2022-07-01 | 400 | from",
        "/water-levels/map?lead=0 | 400 | lead",
        "/water-levels/rising?limit=501 | 400 | limit",
        "/weather/map?freshness=old | 400 | freshness",
        "/devices?query=%ZZ | 400 | query",
        "/devices?query=%00 | 400 | query"
      })
  void whatCannotBeAnsweredIsAProblem(String path, int status, String parameter) throws Exception {
    String answer = api.raw(BASE + path, "localhost");
    assertThat(answer).startsWith("HTTP/1.1 " + status);
    assertThat(answer).containsIgnoringCase("Content-Type: application/problem+json");
    assertThat(answer).containsIgnoringCase("X-Content-Type-Options: nosniff");
    assertThat(answer).doesNotContain("Exception", "at io.").contains("\"detail\":");
    if (parameter != null) {
      assertThat(answer).contains("\"parameter\":\"" + parameter + "\"").contains("\"allowed\":");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/../../etc/passwd",
        "/assets/../../../../etc/passwd",
        "/assets/%2e%2e/%2e%2e/etc/passwd",
        "/webjars/echarts/..%2f..%2f..%2fetc/passwd",
        "/api/v1/devices/..%2f..%2fetc",
        "/webjars/echarts/",
        "/assets/"
      })
  void aPathLeadsNowhereElse(String path) throws Exception {
    String answer = api.raw(path, "localhost");
    assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d .*");
    assertThat(answer).containsIgnoringCase("Content-Type: application/problem+json");
    assertThat(answer).doesNotContain("root:", "Powered by", "Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/meters",
        "/meters/83001",
        "/weather",
        "/weather/1108380",
        "/water-levels/",
        "/water-levels/08MF005",
        "/assets/map/shapes.json",
        "/webjars/leaflet/dist/leaflet.js",
        "/alerts",
        "/pipeline",
        "/exports",
        "/docs",
        "/health",
        "/webjars/echarts/dist/echarts.min.js",
        "/webjars/swagger-ui/swagger-ui-bundle.js",
        "/api/v1/clock",
        "/api/v1/nothing",
        "/nothing"
      })
  void everyAnswerLetsABrowserDoNoMoreThanThePagesNeed(String path) {
    Answer answer = api.get(path);
    assertThat(answer.status()).isEqualTo(path.endsWith("nothing") ? 404 : 200);
    assertThat(answer.header("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; script-src 'self';")
        .doesNotContain("unsafe");
    assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.header("X-Frame-Options")).hasValue("DENY");
    assertThat(answer.header("Referrer-Policy")).hasValue("no-referrer");
    assertThat(answer.header("Cross-Origin-Opener-Policy")).hasValue("same-origin");
    assertThat(answer.header("Cross-Origin-Resource-Policy")).hasValue("same-origin");
    assertThat(answer.header("Permissions-Policy")).isPresent();
    assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(answer.header("Server")).isEmpty();
  }
}
