package io.watershed.serving;

import static io.watershed.serving.Browser.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.watershed.cluster.LocalCluster;
import io.watershed.core.settings.Settings;
import io.watershed.serving.views.ServingFixture;
import io.watershed.serving.views.ServingFixture.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/**
 * The pages in a real browser over a real Elasticsearch: first empty, then with the fixture's
 * figures, at last without Elasticsearch and without the server. Hive and Kafka are away all the
 * time.
 */
@ExtendWith(HiveServerExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardIT {

  private static final int EMPTY = 1;
  private static final int FULL = 2;
  private static final int BROKEN = 4;

  @TempDir private static Path folder;

  private static LocalCluster cluster;
  private static ServingFixture fixture;
  private static Dashboard dashboard;
  private static Browser browser;

  /** Complaints that a test expects: of requests that it makes fail. */
  private Predicate<String> expected = complaint -> false;

  @BeforeAll
  static void start(LocalCluster servers) throws Exception {
    var missing = Browser.missing();
    assumeTrue(missing.isEmpty(), () -> "no browser: " + missing.orElseThrow());
    cluster = servers;
    fixture = new ServingFixture(cluster.elasticsearch().url());
    Path fleet = folder.resolve("fleet.csv");
    Files.writeString(fleet, ServingFixture.fleet());
    Map<String, String> settings = new HashMap<>(cluster.overrides());
    settings.put("data-dir", folder.resolve("var").toString());
    settings.put("fleet.files", fleet.toString());
    settings.put("fleet.directory", folder.resolve("none").toString());
    settings.put("serving.http.port", "0");
    settings.put("serving.refresh", "200ms");
    settings.put("hive.jdbc-url", "jdbc:hive2://127.0.0.1:1/");
    settings.put("kafka.bootstrap-servers", "127.0.0.1:1");
    dashboard = Dashboard.start(Settings.of(settings));
    browser = Browser.start(folder.resolve("profile"));
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (dashboard != null) {
      dashboard.close();
    }
  }

  @AfterEach
  void theBrowserHasNothingToComplainOf() {
    browser.width(Browser.DESK);
    assertThat(browser.complaints()).filteredOn(expected.negate()).isEmpty();
  }

  private static void open(String path) {
    browser.open(dashboard.address() + path);
  }

  private static String main() {
    return browser.text("main");
  }

  private static String said(double litres) {
    return String.format(Locale.ROOT, "%,.0f L", litres);
  }

  private static double litres(Predicate<Reading> which) {
    return ServingFixture.readings().stream().filter(which).mapToDouble(Reading::litres).sum();
  }

  /** Failed requests, which the browser logs by itself; not refusals of its policy. */
  private static boolean aFailedRequest(String complaint) {
    return complaint.contains("Failed to load resource")
        || complaint.contains("net::ERR_")
        || complaint.contains("the server responded with a status");
  }

  // ---- nothing indexed yet ---------------------------------------------------------------------

  @ParameterizedTest
  @Order(EMPTY)
  @ValueSource(
      strings = {
        "/",
        "/meters",
        "/meters/4001",
        "/weather",
        "/water-levels",
        "/alerts",
        "/pipeline",
        "/exports"
      })
  void anEmptyPageSaysThatThereIsNoDataYet(String path) throws Exception {
    String says =
        switch (path) {
          case "/" -> "No flow in the last 24 hours";
          case "/meters" -> "2 meters";
          case "/meters/4001" -> "Readings are listed after the first batch run";
          case "/weather" -> "No weather station has been heard yet";
          case "/water-levels" -> "No gauge has been heard yet";
          case "/alerts" -> "No alerts: no data has arrived yet";
          case "/pipeline" -> "No batch run yet";
          default -> "There is nothing to export before the first batch run";
        };
    open(path);
    eventually(() -> assertThat(main()).contains(says));
    eventually(() -> assertThat(browser.all(".wait")).isEmpty());
    assertThat(browser.all(".failed")).isEmpty();
    assertThat(browser.text("#clock")).contains("No data yet");
    browser.picture("empty-" + name(path));
  }

  // ---- with data -------------------------------------------------------------------------------

  /** Indexes while a page is open: what arrives is shown without a reload. */
  @Test
  @Order(FULL)
  void figuresArriveOnAnOpenPage() throws Exception {
    open("/");
    eventually(() -> assertThat(main()).contains("No flow in the last 24 hours"));
    fixture.index();
    Instant midnight = ServingFixture.LAST.atStartOfDay(ServingFixture.ZONE).toInstant();
    String today = said(litres(reading -> !reading.at().isBefore(midnight)));
    eventually(
        () -> {
          assertThat(browser.text("#tiles")).contains(today, "2 of 2", "1 critical", "3 warning");
          assertThat(browser.text("#clock")).contains("Replay of June 2026", "17:00 AEST");
        });
  }

  @Test
  @Order(FULL + 1)
  void theOverviewShowsEveryHourAndMarksWhatIsProvisional() throws Exception {
    open("/");
    List<String> figures = new ArrayList<>();
    List<String> layers = new ArrayList<>();
    Instant newest = ServingFixture.CLOCK.truncatedTo(ChronoUnit.HOURS);
    for (int back = 23; back >= 0; back--) {
      Instant hour = newest.minus(Duration.ofHours(back));
      figures.add(said(litres(reading -> reading.at().truncatedTo(ChronoUnit.HOURS).equals(hour))));
      layers.add(hour.isBefore(ServingFixture.SEAM) ? "batch" : "provisional");
    }
    eventually(
        () ->
            assertThat(browser.texts("#flow tbody td:nth-child(2)"))
                .containsExactlyElementsOf(figures));
    assertThat(browser.texts("#flow tbody td:nth-child(4)")).containsExactlyElementsOf(layers);
    eventually(() -> assertThat(browser.all("#flow canvas, #map canvas")).hasSize(2));
    assertThat(browser.text("#suburbs")).contains("LAKEVIEW", "HILLSIDE");
    assertThat(browser.text("#feed")).contains("High flow", "4001", "2300 L/h");
    assertThat(browser.text(".legend")).contains("Provisional");
    browser.picture("overview");
    browser.prefer("dark");
    eventually(
        () ->
            assertThat(browser.script("return matchMedia('(prefers-color-scheme: dark)').matches"))
                .isEqualTo(true));
    browser.picture("overview-dark");
    browser.prefer("light");
  }

  @Test
  @Order(FULL + 1)
  void aNewAlertComesInByItself() throws Exception {
    open("/");
    eventually(() -> assertThat(browser.all("#feed li")).isNotEmpty());
    // Its episode began before the others' newest; it is told because it is new.
    fixture.alert(
        "HIGH_FLOW",
        "WARNING",
        "4002",
        ServingFixture.CLOCK.minusSeconds(5_000),
        ServingFixture.CLOCK.minusSeconds(100));
    fixture.flush();
    eventually(() -> assertThat(browser.text("#tiles")).contains("4 warning"));
    eventually(() -> assertThat(browser.text("#news")).contains("High flow, meter 4002"));
  }

  @Test
  @Order(FULL + 1)
  void withKeysAloneOneComesToAMeter() {
    open("/meters");
    eventually(() -> assertThat(browser.all("#list tbody tr")).hasSize(2));
    browser.press(Keys.TAB);
    assertThat(browser.script("return document.activeElement.textContent"))
        .isEqualTo("Skip to content");
    browser.press(Keys.ENTER);
    browser.tabTo("input[name=query]");
    browser.press("4002");
    eventually(() -> assertThat(browser.all("#list tbody tr")).hasSize(1));
    assertThat(browser.address()).endsWith("/meters?query=4002");
    assertThat(browser.text("#count")).isEqualTo("1 meter");
    browser.tabTo("#list tbody a");
    browser.press(Keys.ENTER);
    eventually(() -> assertThat(browser.address()).endsWith("/meters/4002"));
    eventually(() -> assertThat(browser.text("#facts")).contains("LAKEVIEW", "Non-Residential"));
  }

  @Test
  @Order(FULL + 1)
  void aMetersPageShowsItsHoursDaysAlertsProblemsAndReadings() throws Exception {
    open("/meters/4001");
    double readings =
        ServingFixture.readings().stream()
            .filter(reading -> reading.meter().equals("4001"))
            .filter(reading -> !reading.at().isAfter(ServingFixture.HORIZON))
            .filter(
                reading ->
                    reading
                        .at()
                        .atZone(ServingFixture.ZONE)
                        .toLocalDate()
                        .equals(ServingFixture.LAST))
            .count();
    eventually(
        () ->
            assertThat(browser.texts("#readings tbody tr"))
                .hasSize(Math.toIntExact((long) readings)));
    eventually(() -> assertThat(browser.texts("#use tbody tr")).hasSize(48));
    assertThat(browser.texts("#use tbody td:nth-child(5)"))
        .contains("batch")
        .endsWith("provisional");
    eventually(() -> assertThat(browser.text("#register")).contains("Agrees"));
    eventually(
        () -> assertThat(browser.text("#problems")).contains("Continuous leak", "4 L/h flowed"));
    eventually(() -> assertThat(browser.text("#alerts")).contains("Critical", "2300 L/h"));
    assertThat(browser.text("#facts")).contains("1,100 L (1,050 L to 1,200 L)");
    browser.picture("meter");
    browser.find("[data-step=day]").click();
    double first =
        litres(
            reading ->
                reading.meter().equals("4001")
                    && reading
                        .at()
                        .atZone(ServingFixture.ZONE)
                        .toLocalDate()
                        .equals(ServingFixture.FIRST));
    eventually(() -> assertThat(browser.texts("#use tbody td:nth-child(2)")).contains(said(first)));
    assertThat(browser.address()).endsWith("?step=day");
  }

  @Test
  @Order(FULL + 1)
  void anUnknownMeterIsSaidToBeUnknown() {
    expected = DashboardIT::aFailedRequest;
    open("/meters/999999");
    eventually(() -> assertThat(browser.text("#facts .failed")).isNotEmpty());
    assertThat(browser.all(".wait")).isEmpty();
  }

  @Test
  @Order(FULL + 1)
  void theWeatherPageShowsEveryStationAndFiltersThem() throws Exception {
    open("/weather");
    eventually(() -> assertThat(browser.text("#count")).isEqualTo("10 of 10 stations"));
    eventually(() -> assertThat(browser.all("#map canvas")).isNotEmpty());
    eventually(() -> assertThat(browser.all("#list tbody tr")).hasSize(10));
    assertThat(browser.texts("#heat tbody td:first-child")).startsWith("KAMLOOPS AUT BC");
    assertThat(browser.texts("#cold tbody td:first-child")).startsWith("ALERT CLIMATE NU");
    assertThat(browser.text("#cold")).contains("−40.0 °C");
    assertThat(browser.text("#clock")).contains("30 June 2026, 07:00 UTC");
    browser.picture("weather");
    browser.find("select[name=province]").sendKeys("British");
    eventually(() -> assertThat(browser.text("#count")).isEqualTo("2 of 10 stations"));
    eventually(() -> assertThat(browser.all("#list tbody tr")).hasSize(2));
    assertThat(browser.address()).contains("province=BC");
    open("/weather?maxTemperature=-30");
    eventually(() -> assertThat(browser.texts("#list tbody td:first-child")).hasSize(1));
  }

  @Test
  @Order(FULL + 1)
  void aStationOnTheMapTellsItsFiguresAndLeadsToItsPage() {
    open("/weather?query=1108380");
    eventually(() -> assertThat(browser.text("#count")).isEqualTo("1 of 10 stations"));
    eventually(() -> assertThat(browser.all("#map canvas")).isNotEmpty());
    // The map is fitted to its only station, which is in the middle then.
    eventually(
        () -> {
          browser.click("#map .leaflet-container, #map .canvas");
          assertThat(browser.text(".popup")).contains("VANCOUVER HARBOUR CS", "feels like");
        });
    browser.find(".popup a").click();
    eventually(() -> assertThat(browser.address()).endsWith("/weather/1108380"));
  }

  @Test
  @Order(FULL + 1)
  void aWeatherStationsPageShowsItsTrends() throws Exception {
    open("/weather/1108380");
    eventually(() -> assertThat(browser.text("#name")).isEqualTo("VANCOUVER HARBOUR CS"));
    eventually(() -> assertThat(browser.texts("#temperature tbody tr")).hasSizeGreaterThan(160));
    assertThat(browser.texts("#temperature tbody td:nth-child(7)"))
        .contains("batch")
        .endsWith("provisional");
    eventually(() -> assertThat(browser.all("#wind canvas, #rain canvas")).hasSize(2));
    eventually(() -> assertThat(browser.all("#humidity canvas, #pressure canvas")).hasSize(2));
    assertThat(browser.text("#zone")).contains("America/Vancouver");
    browser.picture("station");
    browser.find("[data-step=day]").click();
    eventually(() -> assertThat(browser.texts("#temperature tbody tr")).hasSizeBetween(7, 9));
  }

  @Test
  @Order(FULL + 1)
  void theWaterPageShowsRiskTrendsAndBothLeads() throws Exception {
    open("/water-levels");
    eventually(() -> assertThat(browser.text("#count")).isEqualTo("12 of 12 gauges"));
    assertThat(browser.text("#summary")).contains("High risk1 within 24 h0 within 6 h", "11 of 12");
    // Text of strangers stays text.
    eventually(
        () ->
            assertThat(browser.text("#rising")).contains("FRASER RIVER AT <b>HOPE</b>", "+1.68 m"));
    assertThat(browser.all("#rising b")).isEmpty();
    assertThat(browser.text("#falling")).contains("FRASER RIVER AT MISSION", "−0.96 m");
    eventually(() -> assertThat(browser.all("#map canvas")).isNotEmpty());
    eventually(() -> assertThat(browser.all("#list tbody tr")).hasSize(12));
    browser.picture("water-levels");
    browser.prefer("dark");
    eventually(
        () ->
            assertThat(browser.script("return matchMedia('(prefers-color-scheme: dark)').matches"))
                .isEqualTo(true));
    browser.picture("water-levels-dark");
    browser.prefer("light");
    browser.find("select[name=lead]").sendKeys("6 hours");
    eventually(() -> assertThat(browser.text("#map-title")).endsWith("within 6 hours"));
    eventually(() -> assertThat(browser.text("#rising")).contains("+0.42 m"));
  }

  @Test
  @Order(FULL + 1)
  void aGaugesPageShowsHistoryForecastAndHowGoodForecastsWere() throws Exception {
    open("/water-levels/08MF005");
    eventually(() -> assertThat(browser.text("#name")).isEqualTo("FRASER RIVER AT <b>HOPE</b>"));
    eventually(() -> assertThat(browser.texts("#level tbody tr")).hasSizeGreaterThan(180));
    assertThat(browser.texts("#level tbody td:nth-child(5)"))
        .contains("batch", "provisional")
        .endsWith("forecast, 24 h ahead");
    assertThat(browser.text("#says")).contains("▲ rising", "95 % between", "boosted trees");
    eventually(() -> assertThat(browser.text("#verified")).contains("the mean error is"));
    eventually(() -> assertThat(browser.texts("#past tbody td:nth-child(6)")).contains("yes"));
    assertThat(browser.texts("#skill tbody td:first-child")).containsExactly("6 h", "24 h");
    assertThat(browser.text("#facts")).contains("8.50 m, its own", "Discharge: spike");
    eventually(() -> assertThat(browser.text("#alerts")).contains("Rapid rise"));
    browser.picture("gauge");
    String six = browser.text("#verified");
    browser.find("[data-lead='24']").click();
    eventually(() -> assertThat(browser.text("#verified")).isNotEqualTo(six));
    assertThat(browser.address()).endsWith("?lead=24");
    open("/water-levels/02KF005");
    eventually(() -> assertThat(browser.text("#facts")).contains("not for a day"));
    eventually(() -> assertThat(browser.text("#level")).contains("No level was measured"));
  }

  @Test
  @Order(FULL + 1)
  void alertsShowWhyAndPageOn() throws Exception {
    open("/alerts");
    eventually(() -> assertThat(browser.text("#count")).contains("1 critical"));
    browser.find("#list details summary").click();
    eventually(() -> assertThat(browser.find("#list details[open] p").getText()).isNotEmpty());
    assertThat(browser.find("#list details[open]").getText()).contains("limit 2,000 L/h");
    browser.picture("alerts");
    open("/alerts?state=closed");
    eventually(
        () ->
            assertThat(browser.text("#count"))
                .startsWith(ServingFixture.CLOSED_ALERTS + " alerts"));
    assertThat(browser.all("#list tbody tr")).hasSize(50);
    browser.find("#list .more button").click();
    eventually(
        () -> assertThat(browser.all("#list tbody tr")).hasSize(ServingFixture.CLOSED_ALERTS));
    open("/alerts?state=all&type=HIGH_TEMP");
    eventually(() -> assertThat(main()).contains("No alerts like that", "30 June"));
  }

  @Test
  @Order(FULL + 1)
  void thePipelinePageSaysWhetherTheNumbersCanBeTrusted() throws Exception {
    open("/pipeline");
    eventually(() -> assertThat(browser.text("#verdict .word")).isNotEmpty());
    eventually(
        () ->
            assertThat(browser.texts("#hours tbody td:nth-child(2)"))
                .containsExactly("173", "173", "173"));
    assertThat(browser.text("#checks")).contains("rows in Hive", "500", "Agrees");
    assertThat(browser.text("#lag")).contains("11 of them small");
    assertThat(browser.text("#runs")).contains("20 s", "500");
    // Text of strangers stays text.
    eventually(
        () -> assertThat(browser.texts("#letters pre")).contains("<script>alert(1)</script>"));
    assertThat(browser.all("#letters pre script")).isEmpty();
    browser.picture("pipeline");
    browser.find("#reasons tbody tr button").click();
    eventually(() -> assertThat(browser.text("#letters")).contains("Only: "));
    assertThat(browser.address()).contains("?reason=");
  }

  @Test
  @Order(FULL + 1)
  void exportsSayThatHiveIsAway() throws Exception {
    expected = DashboardIT::aFailedRequest;
    open("/exports");
    eventually(() -> assertThat(browser.all("#files .file")).hasSize(4));
    browser.find("#files .file button").click();
    eventually(() -> assertThat(browser.text("#files .state")).contains("Hive", "does not answer"));
    browser.picture("exports");
    assertThat(browser.all("a[href$='watershed.tds'], a[href$='watershed.pbids']")).hasSize(2);
  }

  @Test
  @Order(FULL + 1)
  void theDescriptionOfTheApiIsAPage() throws Exception {
    open("/docs");
    eventually(() -> assertThat(browser.all(".opblock").size()).isGreaterThan(15));
    browser.picture("docs");
  }

  @ParameterizedTest
  @Order(FULL + 1)
  @ValueSource(
      strings = {
        "/",
        "/meters",
        "/meters/4001",
        "/weather",
        "/weather/1108380",
        "/water-levels",
        "/water-levels/08MF005",
        "/alerts",
        "/pipeline",
        "/exports",
        "/docs"
      })
  void onAPhoneNoPageScrollsSideways(String path) throws Exception {
    browser.width(Browser.PHONE);
    open(path);
    eventually(() -> assertThat(browser.all("main h1")).hasSize(1));
    eventually(() -> assertThat(browser.all(".wait")).isEmpty());
    eventually(
        () ->
            assertThat(browser.script("return document.documentElement.scrollWidth"))
                .isEqualTo((long) Browser.PHONE));
    browser.picture(name(path));
  }

  @Test
  @Order(FULL + 1)
  void aThemeIsRemembered() {
    open("/alerts");
    browser.find("#theme").click();
    browser.find("#theme").click();
    assertThat(browser.script("return document.documentElement.dataset.theme")).isEqualTo("dark");
    open("/pipeline");
    assertThat(browser.script("return document.documentElement.dataset.theme")).isEqualTo("dark");
    browser.find("#theme").click();
    assertThat(browser.script("return document.documentElement.dataset.theme")).isNull();
  }

  // ---- something is away -----------------------------------------------------------------------

  @Test
  @Order(BROKEN)
  void withoutElasticsearchTheLastFiguresStayAndPagesRecover() throws Exception {
    expected = DashboardIT::aFailedRequest;
    open("/");
    eventually(() -> assertThat(browser.all("#tiles .tile")).hasSize(4));
    String before = browser.text("#tiles");
    cluster.elasticsearch().kill();
    eventually(
        () ->
            assertThat(browser.find("#banner").getText())
                .contains("last figures", "Elasticsearch"));
    assertThat(browser.text("#tiles")).isEqualTo(before);
    browser.picture("stale-overview");
    for (String path :
        List.of(
            "/meters/4001",
            "/weather",
            "/water-levels",
            "/water-levels/08MF005",
            "/pipeline",
            "/exports",
            "/alerts")) {
      open(path);
      eventually(() -> assertThat(browser.all(".wait")).isEmpty());
      assertThat(browser.find("#banner").getText()).as(path).contains("Elasticsearch");
      assertThat(main()).as(path).hasSizeGreaterThan(100);
      if (path.equals("/pipeline")) {
        assertThat(browser.text("#verdict .word")).startsWith("Not known now. A moment ago: ");
      }
      browser.picture("stale-" + name(path));
    }
    eventually(
        () -> assertThat(browser.text("#list .failed")).contains("Elasticsearch", "Try again"));
    cluster.elasticsearch().start();
    eventually(() -> assertThat(browser.text("#count")).contains("1 critical"));
    eventually(() -> assertThat(browser.find("#banner").isDisplayed()).isFalse());
  }

  @Test
  @Order(BROKEN + 1)
  void withoutTheServerThePageStaysAndSaysThatItMayBeOld() throws IOException {
    expected = DashboardIT::aFailedRequest;
    open("/");
    eventually(() -> assertThat(browser.all("#tiles .tile")).hasSize(4));
    String before = browser.text("#tiles");
    dashboard.close();
    dashboard = null;
    eventually(
        () ->
            assertThat(browser.find("#banner").getText()).contains("Live updates are interrupted"));
    assertThat(browser.text("#tiles")).isEqualTo(before);
    browser.picture("interrupted");
  }

  private static String name(String path) {
    return switch (path.replaceFirst("^/([a-z-]+)/.*", "/$1/")) {
      case "/" -> "overview";
      case "/meters/" -> "meter";
      case "/weather/" -> "station";
      case "/water-levels/" -> "gauge";
      default -> path.substring(1);
    };
  }
}
