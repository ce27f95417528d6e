package io.watershed.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.cluster.LocalCluster;
import io.watershed.core.settings.Settings;
import io.watershed.serving.views.ServingFixture;
import io.watershed.serving.views.ServingFixture.Reading;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API over a real Elasticsearch, asked over HTTP. Hive and Kafka are away all the time. */
@ExtendWith(HiveServerExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ApiIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path folder;

  private static LocalCluster cluster;
  private static ServingFixture fixture;
  private static Dashboard dashboard;

  @BeforeAll
  static void start(LocalCluster servers) throws Exception {
    cluster = servers;
    fixture = new ServingFixture(cluster.elasticsearch().url());
    fixture.index();
    dashboard = Dashboard.start(settings(Map.of()));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(get("/overview").statusCode()).isEqualTo(200));
  }

  private static Settings settings(Map<String, String> more) throws IOException {
    Path fleet = folder.resolve("fleet.csv");
    Files.writeString(fleet, ServingFixture.fleet());
    Map<String, String> overrides = new HashMap<>(cluster.overrides());
    overrides.put("data-dir", folder.resolve("var").toString());
    overrides.put("fleet.files", fleet.toString());
    overrides.put("fleet.directory", folder.resolve("none").toString());
    overrides.put("serving.http.port", "0");
    overrides.put("serving.refresh", "200ms");
    overrides.put("hive.jdbc-url", "jdbc:hive2://127.0.0.1:1/");
    overrides.put("kafka.bootstrap-servers", "127.0.0.1:1");
    overrides.putAll(more);
    return Settings.of(overrides);
  }

  @AfterAll
  static void stop() {
    if (dashboard != null) {
      dashboard.close();
    }
  }

  @Test
  void theClockFollowsTheData() throws Exception {
    JsonNode clock = ok("/clock");
    assertThat(clock.get("dataClock").asText()).isEqualTo(ServingFixture.CLOCK.toString());
    assertThat(clock.get("horizon").asText()).isEqualTo(ServingFixture.HORIZON.toString());
    assertThat(clock.get("seam").asText()).isEqualTo(ServingFixture.SEAM.toString());
    assertThat(clock.get("mode").asText()).isEqualTo("replay");
    assertThat(clock.get("today").asText()).isEqualTo("2026-06-30");
    assertThat(clock.get("version").asText()).isEqualTo(ServingFixture.RUN);
    assertThat(clock.get("stale").asBoolean()).isFalse();
  }

  @Test
  void hoursOfAMeterAreTheSumsOfItsReadingsOnBothSidesOfTheSeam() throws Exception {
    JsonNode series =
        ok("/devices/4001/consumption?step=hour&from=2026-06-29T10:00:00Z&to=2026-06-30T08:00:00Z");
    Map<Instant, Double> expected =
        ServingFixture.readings().stream()
            .filter(reading -> reading.meter().equals("4001"))
            .filter(reading -> !reading.at().isBefore(Instant.parse("2026-06-29T10:00:00Z")))
            .collect(
                Collectors.groupingBy(
                    reading -> reading.at().truncatedTo(ChronoUnit.HOURS),
                    TreeMap::new,
                    Collectors.summingDouble(Reading::litres)));
    Map<Instant, Double> found = new TreeMap<>();
    for (JsonNode point : series.get("points")) {
      Instant end = Instant.parse(point.get("end").asText());
      found.put(Instant.parse(point.get("start").asText()), point.get("value").asDouble());
      assertThat(point.get("origin").asText())
          .as(point.toString())
          .isEqualTo(end.isAfter(ServingFixture.SEAM) ? "provisional" : "batch");
    }
    assertThat(found).isEqualTo(expected);
    assertThat(series.get("seam").asText()).isEqualTo(ServingFixture.SEAM.toString());
  }

  @Test
  void daysAndMonthsAddUpToTheSameLitres() throws Exception {
    double all =
        ServingFixture.readings().stream()
            .filter(reading -> reading.meter().equals("4002"))
            .mapToDouble(Reading::litres)
            .sum();
    JsonNode days = ok("/devices/4002/consumption?step=day&from=2026-06-28&to=2026-06-30");
    assertThat(sum(days)).isEqualTo(all);
    assertThat(days.get("points")).hasSize(3);
    assertThat(days.at("/points/1/origin").asText()).isEqualTo("batch");
    assertThat(days.at("/points/2/origin").asText()).isEqualTo("provisional");
    JsonNode months = ok("/devices/4002/consumption?step=month");
    assertThat(sum(months)).isEqualTo(all);
    assertThat(months.at("/points/0/label").asText()).isEqualTo("2026-06");
    assertThat(sum(ok("/suburbs/LAKEVIEW/consumption?step=day&from=2026-06-28&to=2026-06-30")))
        .isEqualTo(all);
  }

  private static double sum(JsonNode series) {
    double sum = 0;
    for (JsonNode point : series.get("points")) {
      sum += point.get("value").asDouble();
    }
    return sum;
  }

  @Test
  void theOverviewAddsUpTheFleet() throws Exception {
    JsonNode overview = ok("/overview");
    assertThat(overview.at("/meters/known").asInt()).isEqualTo(2);
    assertThat(overview.at("/meters/reporting").asInt()).isEqualTo(2);
    Instant midnight = ServingFixture.LAST.atStartOfDay(ServingFixture.ZONE).toInstant();
    double today =
        ServingFixture.readings().stream()
            .filter(reading -> !reading.at().isBefore(midnight))
            .mapToDouble(Reading::litres)
            .sum();
    assertThat(overview.at("/litres/today").asDouble()).isEqualTo(today);
    assertThat(overview.at("/openAlerts/CRITICAL").asInt()).isEqualTo(1);
    assertThat(overview.at("/openAlerts/WARNING").asInt()).isEqualTo(1 + StationFixture.ALERTS);
    assertThat(overview.at("/flow/points")).hasSize(24);
    assertThat(overview.at("/flow/previous")).hasSize(24);
    assertThat(overview.at("/suburbs/0/suburb").asText()).isEqualTo("LAKEVIEW");
    double suburbs = 0;
    for (JsonNode suburb : ok("/suburbs").get("items")) {
      suburbs += suburb.get("litres").asDouble();
    }
    assertThat(suburbs).isEqualTo(today);
  }

  @Test
  void metersAreFoundByWhatPeopleKnow() throws Exception {
    assertThat(ids(ok("/devices?query=hill"))).containsExactly("4001");
    assertThat(ids(ok("/devices?query=400"))).containsExactly("4001", "4002");
    assertThat(ids(ok("/devices?usageType=Non-Residential"))).containsExactly("4002");
    assertThat(ids(ok("/devices?problem=CONTINUOUS_LEAK"))).containsExactly("4001");
    assertThat(ids(ok("/devices?suburb=NOWHERE"))).isEmpty();
    JsonNode meter = ok("/devices/4001");
    assertThat(meter.get("openAlerts").asInt()).isEqualTo(1);
    assertThat(meter.at("/month/forecast").asDouble()).isEqualTo(1_100);
    assertThat(meter.get("problemHistory")).hasSize(2);
    assertThat(meter.get("problemHistoryTruncated").asBoolean()).isFalse();
    assertThat(meter.get("measurements")).hasSize(2);
    JsonNode battery = ok("/devices/4001/days?measurement=Battery&from=2026-06-28&to=2026-06-30");
    assertThat(battery.get("items")).hasSize(3);
    assertThat(battery.at("/items/0/min").asDouble()).isEqualTo(3.59);
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.get("items").forEach(item -> ids.add(item.get("id").asText()));
    return ids;
  }

  @Test
  void readingsNameTheirMessages() throws Exception {
    JsonNode page = ok("/devices/4001/readings?from=2026-06-29&to=2026-06-29&limit=500");
    assertThat(page.get("items")).hasSize(96);
    JsonNode first = page.at("/items/0");
    assertThat(first.get("at").asText()).isEqualTo("2026-06-28T14:00:00Z");
    assertThat(first.at("/source/topic").asText()).isEqualTo("meter-readings");
    assertThat(first.at("/source/offset").asLong())
        .isEqualTo(Instant.parse("2026-06-28T14:00:00Z").getEpochSecond() / 60);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/alerts?limit=7",
        "/alerts?limit=1&state=closed&severity=WARNING&device=4001",
        "/devices?limit=1",
        "/problems?limit=1",
        "/dead-letters?limit=2",
        "/devices/4001/readings?from=2026-06-28&to=2026-06-30&limit=50",
        "/devices/4002/windows?from=2026-06-30T05:00:00Z&to=2026-06-30T08:00:00Z&limit=9"
      })
  void pagesHoldEveryItemOnce(String question) throws Exception {
    List<String> paged = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = ok(question + cursor);
      page.get("items").forEach(item -> paged.add(item.toString()));
      cursor = page.get("next").isNull() ? null : "&cursor=" + page.get("next").asText();
    } while (cursor != null);
    List<String> atOnce = new ArrayList<>();
    ok(question.replaceAll("limit=\\d+", "limit=500"))
        .get("items")
        .forEach(item -> atOnce.add(item.toString()));
    assertThat(paged).hasSizeGreaterThan(1).containsExactlyElementsOf(atOnce);
    assertThat(new LinkedHashSet<>(paged)).hasSameSizeAs(paged);
  }

  @Test
  void alertsSayWhetherTheyAreOpenAndWhy() throws Exception {
    JsonNode open = ok("/alerts?state=open&subject=METER");
    assertThat(open.get("items")).hasSize(2);
    assertThat(open.at("/items/0/rule").asText())
        .contains("residential")
        .contains("alerts.high-flow");
    assertThat(open.at("/counts/bySeverity/CRITICAL").asInt()).isEqualTo(1);
    assertThat(ok("/alerts?state=closed").get("total").asInt())
        .isEqualTo(ServingFixture.CLOSED_ALERTS);
    assertThat(ok("/alerts?state=all&type=LOW_BATTERY").get("items")).hasSize(1);
    assertThat(ok("/alerts?suburb=HILLSIDE&from=2026-06-30T05:00:00Z").get("items")).hasSize(1);
  }

  @Test
  void thePipelinePageSaysWhatWasCompared() throws Exception {
    JsonNode pipeline = ok("/pipeline");
    assertThat(pipeline.get("verdict").asText()).isEqualTo("TRUSTED");
    assertThat(pipeline.at("/reconciliation/hours")).hasSize(3);
    assertThat(pipeline.at("/reconciliation/hours/0/hour").asText())
        .isEqualTo("2026-06-30T03:00:00Z");
    assertThat(pipeline.at("/deadLetters/total").asInt()).isEqualTo(3);
    assertThat(pipeline.at("/batchRuns/0/runId").asText()).isEqualTo(ServingFixture.RUN);
    assertThat(pipeline.at("/smallFiles/small").asInt()).isEqualTo(11);
    assertThat(pipeline.at("/lag/speed/messages").isNull()).isTrue();
  }

  @Test
  void whatDoesNotChangeIsNotSentTwice() throws Exception {
    String past = "/devices/4001/consumption?step=day&from=2026-06-28&to=2026-06-29";
    HttpResponse<String> first = get(past);
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again =
        HTTP.send(
            request("/api/v1" + past).header("If-None-Match", tag).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(
            get("/devices/4001/consumption?step=day&from=2026-06-29&to=2026-06-30")
                .headers()
                .firstValue("ETag"))
        .as("a day that reaches past the seam changes")
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/devices?limit=1000000",
        "/devices?limit=0",
        "/devices?limit=ten",
        "/devices?limit=5&limit=6",
        "/devices?colour=blue",
        "/devices?problem=BORED",
        "/devices?cursor=%%%",
        "/devices?cursor=eyJxIjoiMCIsImEiOlsiNDAwMSJdfQ",
        "/devices?query=x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7x7",
        "/devices/4001/consumption?step=minute",
        "/devices/4001/consumption?from=2026-06-30&to=2026-06-01",
        "/devices/4001/consumption?from=0001-01-01&to=9999-12-31",
        "/devices/4001/consumption?from=1990-01-01&to=2026-01-01",
        "/devices/4001/consumption?from=yesterday",
        "/devices/4001/days?measurement=Pulse1'%20OR%20'1'='1",
        "/alerts?type=HIGH_FLOW%27%3B%20DROP%20TABLE%20iot.daily_stats",
        "/alerts?severity=%7B%22match_all%22%3A%7B%7D%7D",
        "/problems?date=2026-02-30",
        "/suburbs?from=2026-07-01&to=2026-06-01",
        "/exports/tableau_daily_stats.csv?from=2026-07-01&to=2026-06-01",
        "/clock?verbose=1"
      })
  void badInputIsExplained(String question) throws Exception {
    HttpResponse<String> answer = get(question.replace("%%%", "%25%25"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.get("status").asInt()).isEqualTo(400);
    assertThat(problem.get("detail").asText()).isNotBlank();
    assertThat(problem.get("parameter").asText()).isNotBlank();
    assertThat(problem.get("allowed").asText()).isNotBlank();
    assertThat(problem.get("instance").asText()).startsWith("/api/v1/");
  }

  @Test
  void aCursorOfAnotherQuestionIsRefused() throws Exception {
    String cursor = ok("/alerts?limit=1").get("next").asText();
    assertThat(get("/alerts?limit=1&cursor=" + cursor).statusCode()).isEqualTo(200);
    assertThat(get("/alerts?limit=1&severity=WARNING&cursor=" + cursor).statusCode())
        .isEqualTo(400);
    assertThat(get("/problems?limit=1&cursor=" + cursor).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/devices/99999999",
        "/api/v1/devices/99999999/consumption",
        "/api/v1/suburbs/ATLANTIS/consumption",
        "/api/v1/exports/passwords.csv",
        "/api/v1/exports/..%2f..%2fpom.xml",
        "/api/v1/connections/watershed.exe",
        "/assets/../layout.html",
        "/assets/..%2flayout.html",
        "/assets/%2e%2e/layout.html",
        "/webjars/echarts/../../../../log4j2.xml",
        "/webjars/",
        "/assets/",
        "/no/such/page",
        "/api/v2/clock"
      })
  void whatIsNotThereIsNotFound(String path) throws Exception {
    HttpResponse<String> answer = raw(path);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 404);
    assertThat(answer.body()).doesNotContain("{{content}}").doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/devices/..%2f..%2fetc",
        "/api/v1/devices/a%00b",
        "/api/v1/devices/%3Cscript%3E"
      })
  void anIdThatCannotBeOneIsRefused(String path) throws Exception {
    assertThat(raw(path).statusCode()).isBetween(400, 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
  void onlyReadsAreAnswered(String method) throws Exception {
    HttpResponse<String> answer =
        HTTP.send(
            request("/api/v1/devices")
                .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/meters",
        "/meters/4001",
        "/alerts",
        "/pipeline",
        "/exports",
        "/docs",
        "/api/v1/clock",
        "/assets/app.js",
        "/webjars/echarts/dist/echarts.min.js"
      })
  void everyAnswerHasTheSecurityHeaders(String path) throws Exception {
    HttpResponse<String> answer = raw(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
    assertThat(answer.headers().firstValue("Server")).isEmpty();
  }

  @Test
  void aPageOfAnotherHostIsRefused() throws Exception {
    try (java.net.Socket socket = new java.net.Socket("127.0.0.1", port())) {
      socket
          .getOutputStream()
          .write(
              "GET /api/v1/clock HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 421");
    }
  }

  @Test
  void withATokenEveryRequestNeedsIt() throws Exception {
    try (Dashboard guarded = Dashboard.start(settings(Map.of("serving.http.token", "s3cret")))) {
      HttpRequest.Builder clock =
          HttpRequest.newBuilder(URI.create(guarded.address() + "/api/v1/clock"));
      assertThat(status(clock.copy())).isEqualTo(401);
      assertThat(status(clock.copy().header("Authorization", "Bearer wrong"))).isEqualTo(401);
      assertThat(status(clock.copy().header("Authorization", "Bearer s3cret"))).isEqualTo(200);
      assertThat(status(HttpRequest.newBuilder(URI.create(guarded.address() + "/health"))))
          .isEqualTo(200);
    }
  }

  private static int status(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @Test
  void hiveThatIsAwayIsSaidAndStopsNothingElse() throws Exception {
    HttpResponse<String> answer = get("/exports/tableau_daily_stats.csv");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(JSON.readTree(answer.body()).get("detail").asText()).contains("Hive");
    HttpResponse<String> tableau = get("/connections/watershed.tds");
    assertThat(tableau.statusCode()).isEqualTo(200);
    assertThat(tableau.body()).contains("<datasource");
  }

  @Test
  void theDescriptionNamesEveryAddress() throws Exception {
    JsonNode paths = ok("/openapi.json").get("paths");
    List<String> described = new ArrayList<>();
    paths.fieldNames().forEachRemaining(described::add);
    assertThat(described).containsExactlyInAnyOrderElementsOf(dashboard.describedAddresses());
    for (JsonNode path : paths) {
      assertThat(path.at("/get/summary").asText()).as(path.toString()).isNotBlank();
      assertThat(path.at("/get/responses/200").isObject()).as(path.toString()).isTrue();
    }
  }

  @Test
  void everyDescribedParameterIsKnown() throws Exception {
    JsonNode paths = ok("/openapi.json").get("paths");
    List<String> unknown = new ArrayList<>();
    paths
        .fields()
        .forEachRemaining(
            path -> {
              String address =
                  path.getKey()
                      .replace("{id}", "4001")
                      .replace("/suburbs/{name}", "/suburbs/HILLSIDE")
                      .replace("/connections/{name}", "/connections/watershed.tds")
                      .replace("{name}", "tableau_daily_stats.csv");
              for (JsonNode parameter : path.getValue().at("/get/parameters")) {
                if (parameter.path("in").asText().equals("query")) {
                  // A value that no parameter takes: the problem must be about the value.
                  String question = address + "?" + parameter.get("name").asText() + "=%00";
                  try {
                    String body = raw("/api/v1" + question).body();
                    if (body.contains("no parameter of that name")) {
                      unknown.add(question);
                    }
                  } catch (Exception failed) {
                    unknown.add(question + " " + failed);
                  }
                }
              }
            });
    assertThat(unknown).isEmpty();
  }

  @Test
  @Order(Integer.MAX_VALUE - 1)
  void anAlertReachesThoseWhoListen() throws Exception {
    CompletableFuture<String> heard = new CompletableFuture<>();
    Set<String> kinds = new LinkedHashSet<>();
    HttpResponse<java.io.InputStream> stream =
        HTTP.send(
            request("/api/v1/events").header("Accept", "text/event-stream").build(),
            HttpResponse.BodyHandlers.ofInputStream());
    assertThat(stream.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(
                      new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
                String kind = "";
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  if (line.startsWith("event:")) {
                    kind = line.substring(6).strip();
                    kinds.add(kind);
                  } else if (line.startsWith("data:") && kind.equals("alert")) {
                    heard.complete(line.substring(5).strip());
                  }
                }
              } catch (IOException closed) {
                heard.completeExceptionally(closed);
              }
            });
    reader.setDaemon(true);
    reader.start();
    fixture.alert("HIGH_TEMP", "CRITICAL", "4002", ServingFixture.CLOCK, ServingFixture.CLOCK);
    fixture.flush();
    JsonNode alert = JSON.readTree(heard.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    assertThat(alert.get("device").asText()).isEqualTo("4002");
    assertThat(alert.get("open").asBoolean()).isTrue();
    assertThat(kinds).contains("clock", "overview");
    stream.body().close();
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void whileElasticsearchIsAwayTheLastFiguresStayAndSayThatTheyAreOld() throws Exception {
    double before = ok("/overview").at("/litres/today").asDouble();
    cluster.elasticsearch().kill();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(ok("/clock").get("stale").asBoolean()).isTrue());
    JsonNode overview = ok("/overview");
    assertThat(overview.at("/litres/today").asDouble()).isEqualTo(before);
    assertThat(overview.at("/clock/message").asText()).contains("Elasticsearch");
    HttpResponse<String> series = get("/devices/4001/consumption");
    assertThat(series.statusCode()).isEqualTo(503);
    assertThat(JSON.readTree(series.body()).get("detail").asText()).contains("Elasticsearch");
    cluster.elasticsearch().start();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(ok("/clock").get("stale").asBoolean()).isFalse());
    assertThat(ok("/overview").at("/litres/today").asDouble()).isEqualTo(before);
  }

  private static int port() {
    return URI.create(dashboard.address()).getPort();
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(dashboard.address() + path)).timeout(PATIENCE);
  }

  private static HttpResponse<String> raw(String path) throws IOException, InterruptedException {
    return HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(String question)
      throws IOException, InterruptedException {
    return raw("/api/v1" + question);
  }

  private static JsonNode ok(String question) throws IOException, InterruptedException {
    HttpResponse<String> answer = get(question);
    assertThat(answer.statusCode()).as("%s: %s", question, answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }
}
