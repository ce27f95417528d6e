package io.watershed.serving.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.serving.kibana.KibanaFiles.Dashboard;
import io.watershed.serving.kibana.KibanaFiles.LensPanel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboards and their panels have the structure of what Kibana 8.19 exports. */
class DashboardFilesTest {
  private static final int GRID_COLUMNS = 48;
  private static final Pattern LINK = Pattern.compile("\\(#/view/([^)]*)\\)");
  private static final Set<String> VISUALIZATIONS =
      Set.of("lnsMetric", "lnsXY", "lnsDatatable", "lnsPie");

  static Stream<Dashboard> dashboards() {
    return KibanaFiles.dashboards().stream();
  }

  static Stream<LensPanel> lensPanels() {
    return KibanaFiles.lensPanels().stream();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void dashboardsHaveADescriptionARangeAndAnAutomaticRefresh(Dashboard dashboard) {
    JsonNode attributes = dashboard.attributes();
    assertThat(attributes.get("description").asText()).hasSizeGreaterThan(40);
    assertThat(attributes.get("timeRestore").asBoolean()).isTrue();
    assertThat(attributes.get("timeFrom").asText()).isIn("now-24h", "now-7d");
    assertThat(attributes.get("timeTo").asText()).isEqualTo("now");
    assertThat(attributes.at("/refreshInterval/pause").asBoolean(true)).isFalse();
    assertThat(attributes.at("/refreshInterval/value").asInt()).isBetween(10_000, 30_000);
    for (String text : List.of("/optionsJSON", "/kibanaSavedObjectMeta/searchSourceJSON")) {
      assertThat(KibanaFiles.parse(attributes.at(text).asText()).isObject()).as(text).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsHaveAPlaceOfTheirOwnOnTheGrid(Dashboard dashboard) {
    Set<String> taken = new HashSet<>();
    Set<String> indices = new HashSet<>();
    for (JsonNode panel : dashboard.panels()) {
      String index = panel.get("panelIndex").asText();
      assertThat(indices.add(index)).as(index).isTrue();
      JsonNode grid = panel.get("gridData");
      assertThat(grid.get("i").asText()).isEqualTo(index);
      assertThat(panel.get("type").asText()).isIn("lens", "search", "visualization");
      assertThat(panel.at("/embeddableConfig/enhancements").isObject()).isTrue();
      int x = grid.get("x").asInt();
      int y = grid.get("y").asInt();
      assertThat(x + grid.get("w").asInt()).as(index).isLessThanOrEqualTo(GRID_COLUMNS);
      for (int column = x; column < x + grid.get("w").asInt(); column++) {
        for (int row = y; row < y + grid.get("h").asInt(); row++) {
          assertThat(taken.add(column + " " + row)).as("%s overlaps", index).isTrue();
        }
      }
    }
  }

  /** Kibana finds what a panel refers to by names in the dashboard's own list. */
  @ParameterizedTest
  @MethodSource("dashboards")
  void theDashboardListsWhatItsPanelsReferTo(Dashboard dashboard) {
    Set<String> expected = new TreeSet<>();
    for (JsonNode panel : dashboard.panels()) {
      String index = panel.get("panelIndex").asText();
      panel
          .at("/embeddableConfig/attributes/references")
          .forEach(each -> expected.add(index + ":" + each.get("name").asText()));
      if (panel.has("panelRefName")) {
        expected.add(index + ":" + panel.get("panelRefName").asText());
      }
      for (JsonNode event : panel.at("/embeddableConfig/enhancements/dynamicActions/events")) {
        assertThat(event.at("/action/factoryId").asText())
            .as("links to other addresses need a gold licence")
            .isEqualTo("DASHBOARD_TO_DASHBOARD_DRILLDOWN");
        assertThat(event.at("/action/config").has("dashboardId")).isFalse();
        assertThat(event.at("/action/config/useCurrentFilters").asBoolean(true))
            .as("filters of this page, such as a severity, say nothing about windows")
            .isFalse();
        assertThat(event.at("/action/config/useCurrentDateRange").asBoolean()).isTrue();
        assertThat(event.get("triggers")).hasToString("[\"FILTER_TRIGGER\"]");
        expected.add(
            index
                + ":drilldown:DASHBOARD_TO_DASHBOARD_DRILLDOWN:"
                + event.get("eventId").asText()
                + ":dashboardId");
      }
    }
    JsonNode controls = dashboard.attributes().path("controlGroupInput");
    if (controls.isObject()) {
      KibanaFiles.parse(controls.get("panelsJSON").asText())
          .properties()
          .forEach(
              each -> {
                assertThat(each.getValue().get("type").asText()).isEqualTo("optionsListControl");
                assertThat(each.getValue().at("/explicitInput/id").asText())
                    .isEqualTo(each.getKey());
                expected.add("controlGroup_" + each.getKey() + ":optionsListDataView");
              });
    }
    assertThat(KibanaFiles.stream(dashboard.json().get("references")))
        .extracting(each -> each.get("name").asText())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void theOverviewLeadsToTheMeter() {
    Dashboard overview = KibanaFiles.dashboard("watershed-fleet-overview");

    assertThat(KibanaFiles.stream(overview.json().get("references")))
        .filteredOn(each -> each.get("name").asText().contains(":drilldown:"))
        .isNotEmpty()
        .allMatch(each -> each.get("id").asText().equals("watershed-meter-detail"));
    assertThat(KibanaFiles.dashboard("watershed-meter-detail").controls())
        .extracting(KibanaFiles.Control::field)
        .containsExactly("meter_id");
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void linksLeadToDashboardsThatExist(Dashboard dashboard) {
    Set<String> ids =
        KibanaFiles.dashboards().stream().map(Dashboard::id).collect(Collectors.toSet());
    String text =
        dashboard.panels().stream()
            .map(each -> each.at("/embeddableConfig/savedVis/params/markdown").asText())
            .collect(Collectors.joining());
    List<String> targets = LINK.matcher(text).results().map(each -> each.group(1)).toList();

    assertThat(targets).hasSize(5).doesNotContain(dashboard.id());
    assertThat(ids).containsAll(targets);
  }

  @ParameterizedTest
  @MethodSource("lensPanels")
  void lensPanelsAreByValueWithOneLayerAndOrderedColumns(LensPanel panel) {
    JsonNode lens = panel.lens();
    assertThat(lens.get("type").asText()).isEqualTo("lens");
    assertThat(lens.get("visualizationType").asText()).isIn(VISUALIZATIONS);
    assertThat(lens.get("references")).hasSize(1);
    assertThat(lens.get("references").get(0).get("id").asText())
        .as("the panel and the dashboard mean the same data view")
        .isEqualTo(
            KibanaFiles.reference(
                    panel.dashboard().json(),
                    "index-pattern",
                    panel.index() + ":" + lens.get("references").get(0).get("name").asText())
                .orElseThrow());
    assertThat(panel.layers()).hasSize(1);
    List<String> order = panel.columnOrder();
    assertThat(panel.layer().get("columns").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(order);
    List<Boolean> bucketed =
        order.stream().map(id -> panel.column(id).get("isBucketed").asBoolean()).toList();
    assertThat(bucketed.lastIndexOf(true))
        .as("groups come before figures")
        .isLessThan(bucketed.contains(false) ? bucketed.indexOf(false) : order.size());
    assertThat(accessors(panel)).isNotEmpty().isSubsetOf(order);
  }

  /** Every column that a picture draws. */
  private static Set<String> accessors(LensPanel panel) {
    JsonNode drawn = panel.lens().at("/state/visualization");
    Set<String> ids = new TreeSet<>();
    for (String key : List.of("metricAccessor", "xAccessor", "splitAccessor")) {
      drawn.findValues(key).forEach(each -> ids.add(each.asText()));
    }
    for (String key : List.of("accessors", "primaryGroups", "metrics")) {
      drawn.findValues(key).forEach(list -> list.forEach(each -> ids.add(each.asText())));
    }
    for (String key : List.of("columnId", "forAccessor")) {
      drawn.findValues(key).forEach(each -> ids.add(each.asText()));
    }
    return ids;
  }
}
