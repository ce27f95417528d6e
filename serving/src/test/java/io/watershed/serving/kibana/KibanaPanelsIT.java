package io.watershed.serving.kibana;

import static io.watershed.serving.ViewFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.cluster.LocalCluster;
import io.watershed.serving.HiveServerExtension;
import io.watershed.serving.StationFixture;
import io.watershed.serving.ViewFixture;
import io.watershed.serving.ViewFixture.Meter;
import io.watershed.serving.kibana.KibanaFiles.Control;
import io.watershed.serving.kibana.KibanaFiles.DataView;
import io.watershed.serving.kibana.KibanaFiles.LensPanel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the panels ask gets answers from a real Elasticsearch that holds a small fleet. */
@ExtendWith(HiveServerExtension.class)
class KibanaPanelsIT {
  private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));

  private static ViewFixture fixture;
  private static ShownFigures shown;

  @BeforeAll
  static void fill(LocalCluster servers) {
    fixture = ViewFixture.into(servers.elasticsearch().url());
    shown = new ShownFigures(fixture);
  }

  static Stream<LensPanel> lensPanels() {
    return KibanaFiles.lensPanels().stream();
  }

  static Stream<DataView> dataViews() {
    return KibanaFiles.dataViews().stream();
  }

  static Stream<Control> controls() {
    return KibanaFiles.dashboards().stream().flatMap(each -> each.controls().stream());
  }

  static Stream<JsonNode> searches() {
    return KibanaFiles.objects("search").stream();
  }

  @ParameterizedTest
  @MethodSource("lensPanels")
  void everyPanelHasSomethingToShow(LensPanel panel) {
    List<Map<String, Object>> rows = shown.rows(panel);

    assertThat(rows).isNotEmpty();
    for (String column : panel.columnOrder()) {
      assertThat(rows.stream().map(row -> row.get(column)).filter(Objects::nonNull))
          .as("values of the column %s", column)
          .isNotEmpty();
    }
  }

  @Test
  void waterIsCountedOnceThoughWindowsSlide() {
    double litres = ViewFixture.litres(any(), YESTERDAY, NOW);

    assertThat(shown.figure("watershed-fleet-overview", "water")).isEqualTo(litres);
    assertThat(shown.sum("watershed-fleet-overview", "suburb-hours", "litres"))
        .isEqualTo(ViewFixture.litres(any(), YESTERDAY, ViewFixture.SEAM));
    assertThat(shown.figure("watershed-fleet-overview", "readings")).isEqualTo(4 * 96);
    assertThat(shown.figure("watershed-fleet-overview", "meters")).isEqualTo(4);
  }

  @Test
  void flowIsShownByTimeWithTheDayBefore() {
    LensPanel flow = ShownFigures.panel("watershed-fleet-overview", "flow");
    List<Map<String, Object>> rows = shown.rows(flow);

    assertThat(ShownFigures.total(rows, "litres"))
        .isEqualTo(ViewFixture.litres(any(), YESTERDAY, NOW));
    assertThat(ShownFigures.total(rows, "before"))
        .isEqualTo(ViewFixture.litres(any(), YESTERDAY.minus(Duration.ofDays(1)), YESTERDAY));
    assertThat(rows.stream().filter(row -> row.containsKey("litres"))).hasSize(48);
    for (Map<String, Object> row : rows) {
      Instant start = Instant.ofEpochMilli((Long) row.get("start"));
      double expected = ViewFixture.litres(any(), start, start.plus(Duration.ofMinutes(30)));
      assertThat(row).containsAnyOf(Map.entry("litres", expected), Map.entry("before", expected));
    }
  }

  @Test
  void waterIsSharedOutBySuburbUsageAndMeter() {
    assertThat(shown.byKey("watershed-fleet-overview", "suburbs", "suburb", "litres"))
        .isEqualTo(
            Map.of(
                "BUDERIM", lastDay(meter -> "BUDERIM".equals(meter.suburb())),
                "MAROOCHYDORE", lastDay(meter -> "MAROOCHYDORE".equals(meter.suburb()))));
    assertThat(shown.byKey("watershed-fleet-overview", "usage", "usage", "litres"))
        .isEqualTo(
            Map.of(
                "Residential", lastDay(meter -> "Residential".equals(meter.usage())),
                "Non-Residential", lastDay(meter -> "Non-Residential".equals(meter.usage()))));
    assertThat(shown.rows(ShownFigures.panel("watershed-fleet-overview", "top-meters")))
        .extracting(row -> row.get("meter"))
        .containsExactly("1004", "1003", "1002", "1001");
  }

  @Test
  void aChosenMeterFiltersItsWholePage() {
    Meter meter = ViewFixture.METERS.get(1);
    List<Kql.Condition> chosen = List.of(new Kql.Condition("meter_id", meter.id()));
    Instant windows = NOW.minus(Duration.ofDays(2));

    assertThat(ShownFigures.total(shown.rows("watershed-meter-detail", "flow", chosen), "litres"))
        .isEqualTo(meter.litres(windows, NOW));
    assertThat(ShownFigures.total(shown.rows("watershed-meter-detail", "water", chosen), "value"))
        .isEqualTo(meter.litres(windows, NOW));
    List<Map<String, Object>> days = shown.rows("watershed-meter-detail", "days", chosen);
    assertThat(days).hasSize(7);
    LocalDate day = ViewFixture.FIRST_DATE;
    for (Map<String, Object> row : days) {
      Instant end = ViewFixture.startOf(day.plusDays(1));
      Instant known = ViewFixture.HORIZON.plusSeconds(1);
      double litres = meter.litres(ViewFixture.startOf(day), end.isBefore(known) ? end : known);
      assertThat(row).containsEntry("flows", litres).containsEntry("register", litres + 1);
      day = day.plusDays(1);
    }
    assertThat(shown.rows("watershed-meter-detail", "alert-table", chosen))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("type", "HIGH_FLOW")
                    .containsEntry("severity", "WARNING")
                    .containsEntry("episodes", 1.0)
                    .containsEntry("message", "HIGH_FLOW of 3100.0 L/h"));
    assertThat(shown.rows("watershed-meter-detail", "problem-table", chosen))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("issue", "REGISTER_MISMATCH"));
  }

  @Test
  void alertsAreCountedBySeverity() {
    assertThat(shown.figure("watershed-alerts", "critical")).isEqualTo(2);
    assertThat(shown.figure("watershed-alerts", "warnings")).isEqualTo(2 + StationFixture.ALERTS);
    assertThat(shown.figure("watershed-alerts", "problem-count")).isEqualTo(3);
    assertThat(shown.rows(ShownFigures.panel("watershed-alerts", "types")))
        .filteredOn(row -> row.get("type").equals("HIGH_FLOW"))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("critical", 2.0)
                    .containsEntry("warning", 1.0)
                    .containsEntry("info", 0.0));
    assertThat(shown.rows(ShownFigures.panel("watershed-alerts", "problems-table")))
        .filteredOn(row -> row.get("issue").equals("CONTINUOUS_LEAK"))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("days", 2.0)
                    .containsEntry("evidence", "water ran for 24 h"));
  }

  @Test
  void everyMessageIsAccountedFor() {
    assertThat(shown.figure("watershed-pipeline-health", "messages")).isEqualTo(24 * 16);
    double explained =
        Stream.of("accepted", "late", "duplicates", "dead")
            .mapToDouble(each -> shown.sum("watershed-pipeline-health", "outcomes", each))
            .sum();
    assertThat(explained).isEqualTo(24 * 16);
    assertThat(shown.figure("watershed-pipeline-health", "disagreements")).isEqualTo(1);
    assertThat(shown.byKey("watershed-pipeline-health", "reasons", "reason", "letters"))
        .isEqualTo(Map.of("NOT_JSON", 2.0, "BAD_TIMESTAMP", 1.0));
    assertThat(shown.rows(ShownFigures.panel("watershed-pipeline-health", "runs-table")))
        .extracting(row -> row.get("run"))
        .hasSize(3)
        .startsWith(ViewFixture.RUN);
  }

  @Test
  void gaugesAreCountedByRiskTrendAndSkill() {
    String dashboard = "watershed-water-levels";
    assertThat(shown.figure(dashboard, "gauges")).isEqualTo(StationFixture.GAUGES - 1);
    assertThat(shown.figure(dashboard, "high")).isEqualTo(1);
    assertThat(shown.figure(dashboard, "rising")).isEqualTo(1);
    assertThat(shown.rows(ShownFigures.panel(dashboard, "risk-table")).get(0))
        .containsEntry("gauge", "FRASER RIVER AT <b>HOPE</b>")
        .containsEntry("probability", 0.9)
        .containsEntry("trend", "rising");
    assertThat(shown.rows(ShownFigures.panel(dashboard, "skill")))
        .extracting(row -> row.get("lead"), row -> row.get("hits"))
        .containsExactly(tuple(6L, 3.0), tuple(24L, 3.0));
    assertThat(shown.rows(ShownFigures.panel(dashboard, "alerts")))
        .extracting(row -> row.get("type"))
        .containsExactly("RAPID_RISE");
    List<Kql.Condition> chosen = List.of(new Kql.Condition("province", "AB"));
    assertThat(shown.rows(dashboard, "now", chosen)).hasSize(2);
  }

  @Test
  void theWeatherIsToldByStationAndProvince() {
    String dashboard = "watershed-weather";
    assertThat(shown.figure(dashboard, "stations")).isEqualTo(StationFixture.WEATHER_STATIONS);
    assertThat(shown.figure(dashboard, "warmest")).isEqualTo(28);
    assertThat(shown.figure(dashboard, "coldest")).isEqualTo(-38);
    assertThat(shown.rows(ShownFigures.panel(dashboard, "heat")).get(0))
        .containsEntry("station", "KAMLOOPS AUT");
    assertThat(shown.rows(ShownFigures.panel(dashboard, "cold")).get(0))
        .containsEntry("station", "ALERT CLIMATE")
        .containsEntry("chill", -40.0);
  }

  /** Kibana offers for a figure what Elasticsearch says can be aggregated. */
  @ParameterizedTest
  @MethodSource("lensPanels")
  void fieldsCanBeAggregatedByElasticsearchsOwnAccount(LensPanel panel) {
    JsonNode fields = capabilities(panel.view());
    for (String id : panel.columnOrder()) {
      JsonNode column = panel.column(id);
      String field = column.get("sourceField").asText();
      if (!field.equals("___records___")
          && !column.get("operationType").asText().equals("last_value")) {
        assertThat(fields.path(field).elements().next().get("aggregatable").asBoolean())
            .as(field)
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dataViews")
  void dataViewsMatchIndicesWithTheirTimeField(DataView view) {
    assertThat(capabilities(view).path(view.timeField()).has("date")).isTrue();
  }

  /** A click on a suburb filters by a field that is not indexed: slower, but it works. */
  @Test
  void aClickOnASuburbFiltersWindows() {
    List<Kql.Condition> clicked = List.of(new Kql.Condition("suburb", "BUDERIM"));

    assertThat(
            ShownFigures.total(shown.rows("watershed-fleet-overview", "flow", clicked), "litres"))
        .isEqualTo(lastDay(meter -> "BUDERIM".equals(meter.suburb())));
  }

  @ParameterizedTest
  @MethodSource("controls")
  void controlsOfferValues(Control control) {
    JsonNode body =
        KibanaFiles.parse(
            "{\"size\":0,\"aggs\":{\"values\":{\"terms\":{\"field\":\""
                + control.field()
                + "\",\"order\":{\"_key\":\"asc\"}}}}}");
    JsonNode answer = fixture.post("/" + control.view().pattern() + "/_search", body);

    assertThat(answer.at("/aggregations/values/buckets")).hasSizeGreaterThanOrEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("searches")
  void searchesListTheNewestFirst(JsonNode search) {
    DataView view =
        KibanaFiles.dataView(
            KibanaFiles.reference(
                    search, "index-pattern", "kibanaSavedObjectMeta.searchSourceJSON.index")
                .orElseThrow());
    String time = view.timeField();
    JsonNode body =
        KibanaFiles.parse("{\"fields\":[\"*\"],\"sort\":[{\"" + time + "\":\"desc\"}]}");
    JsonNode hits = fixture.post("/" + view.pattern() + "/_search", body).at("/hits/hits");

    assertThat(hits).hasSizeGreaterThanOrEqualTo(3);
    List<String> times =
        KibanaFiles.stream(hits).map(each -> each.at("/_source/" + time).asText()).toList();
    assertThat(times).isSortedAccordingTo((one, other) -> other.compareTo(one));
    for (JsonNode column : search.at("/attributes/columns")) {
      assertThat(KibanaFiles.stream(hits).map(each -> each.path("fields").path(column.asText())))
          .as(column.asText())
          .anyMatch(value -> value.isArray() && !value.isEmpty());
    }
  }

  private static JsonNode capabilities(DataView view) {
    return fixture
        .post("/" + view.pattern() + "/_field_caps?fields=*", KibanaFiles.parse("{}"))
        .get("fields");
  }

  private static Predicate<Meter> any() {
    return meter -> true;
  }

  private static double lastDay(Predicate<Meter> which) {
    return ViewFixture.litres(which, YESTERDAY, NOW);
  }
}
