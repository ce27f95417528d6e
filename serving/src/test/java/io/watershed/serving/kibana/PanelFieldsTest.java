package io.watershed.serving.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.serving.kibana.KibanaFiles.Control;
import io.watershed.serving.kibana.KibanaFiles.DataView;
import io.watershed.serving.kibana.KibanaFiles.LensPanel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field that an object of Kibana names is in the index template and can do what is asked. */
class PanelFieldsTest {
  private static final Set<String> RECORD_FIELDS = Set.of("sum", "count", "excluded_count");

  static Stream<DataView> dataViews() {
    return KibanaFiles.dataViews().stream();
  }

  static Stream<LensPanel> lensPanels() {
    return KibanaFiles.lensPanels().stream();
  }

  static Stream<Control> controls() {
    return KibanaFiles.dashboards().stream().flatMap(each -> each.controls().stream());
  }

  static Stream<JsonNode> searches() {
    return KibanaFiles.objects("search").stream();
  }

  @ParameterizedTest
  @MethodSource("dataViews")
  void dataViewsKnowTheirFields(DataView view) {
    IndexTemplate template = IndexTemplate.of(view.pattern());
    assertThat(template.isDate(view.timeField())).as(view.timeField()).isTrue();
    assertThat(template.isIndexed(view.timeField())).as(view.timeField()).isTrue();
    List<String> named = new ArrayList<>();
    for (String attribute : List.of("fieldFormatMap", "fieldAttrs")) {
      KibanaFiles.parse(view.json().at("/attributes/" + attribute).asText())
          .fieldNames()
          .forEachRemaining(named::add);
    }
    assertThat(named).isNotEmpty().allMatch(template::has, "is in the index template");
  }

  @ParameterizedTest
  @MethodSource("lensPanels")
  void operationsCanBeDoneOnTheirFields(LensPanel panel) {
    IndexTemplate template = IndexTemplate.of(panel.view().pattern());
    for (String id : panel.columnOrder()) {
      JsonNode column = panel.column(id);
      String field = column.get("sourceField").asText();
      String operation = column.get("operationType").asText();
      assertThat(canDo(template, column, operation, field))
          .as("%s: %s of %s", id, operation, field)
          .isTrue();
      if (column.has("filter")) {
        assertFilters(template, column.at("/filter/query").asText());
      }
      if (operation.equals("terms")
          && column.at("/params/orderBy/type").asText().equals("column")) {
        JsonNode by = panel.column(column.at("/params/orderBy/columnId").asText());
        assertThat(by.get("isBucketed").asBoolean()).as(id).isFalse();
        assertThat(by.get("operationType").asText()).as(id).isNotEqualTo("last_value");
        assertThat(by.has("filter")).as(id).isFalse();
      }
    }
    assertFilters(template, panel.query());
  }

  private static boolean canDo(
      IndexTemplate template, JsonNode column, String operation, String field) {
    boolean date = column.get("dataType").asText().equals("date");
    return switch (operation) {
      case "count" -> field.equals("___records___");
      case "terms", "unique_count" -> template.isGroupable(field);
      case "date_histogram" -> template.isDate(field) && date;
      case "sum", "average" -> template.isNumber(field) && template.hasDocValues(field);
      case "min", "max" ->
          template.hasDocValues(field)
              && (date ? template.isDate(field) : template.isNumber(field));
      case "last_value" ->
          template.has(field) && template.isDate(column.at("/params/sortField").asText());
      default -> false;
    };
  }

  private static void assertFilters(IndexTemplate template, String query) {
    for (Kql.Condition condition : Kql.parse(query)) {
      assertThat(template.has(condition.field())).as(query).isTrue();
      if (!condition.value().equals("*")) {
        assertThat(template.isIndexed(condition.field())).as(query).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("controls")
  void controlsListAndFilterAFieldThatTheirDashboardsPanelsHave(Control control) {
    IndexTemplate template = IndexTemplate.of(control.view().pattern());
    assertThat(template.type(control.field())).isEqualTo("keyword");
    assertThat(template.isIndexed(control.field())).isTrue();
    String dashboard = control.name().split(" ", 2)[0];
    for (LensPanel panel : KibanaFiles.dashboard(dashboard).lensPanels()) {
      assertThat(IndexTemplate.of(panel.view().pattern()).has(control.field()))
          .as("%s can be filtered by %s", panel, control.field())
          .isTrue();
    }
  }

  /** What a click on a panel filters by must be known where the click leads. */
  @Test
  void drilldownsHandOverTheMeter() {
    List<LensPanel> leading =
        KibanaFiles.lensPanels().stream()
            .filter(
                each -> each.json().at("/embeddableConfig/enhancements/dynamicActions").isObject())
            .toList();

    assertThat(leading).hasSizeGreaterThanOrEqualTo(4);
    for (LensPanel panel : leading) {
      assertThat(panel.columnOrder().stream().map(panel::column))
          .as(panel.toString())
          .anyMatch(column -> column.get("sourceField").asText().equals("meter_id"));
      for (JsonNode column : panel.lens().at("/state/visualization/columns")) {
        String field = panel.column(column.get("columnId").asText()).get("sourceField").asText();
        assertThat(column.path("oneClickFilter").asBoolean())
            .as("one click on %s leads on", field)
            .isEqualTo(field.equals("meter_id"));
      }
    }
  }

  /** Windows slide: each litre is in five of them, but in one that is aligned. */
  @Test
  void sumsOverWindowsTakeThoseThatDoNotOverlap() {
    List<LensPanel> summing =
        KibanaFiles.lensPanels().stream()
            .filter(panel -> panel.view().pattern().equals("meter-windows-*"))
            .filter(
                panel ->
                    panel.columnOrder().stream()
                        .map(panel::column)
                        .anyMatch(
                            column ->
                                column.get("operationType").asText().equals("sum")
                                    && RECORD_FIELDS.contains(column.get("sourceField").asText())))
            .toList();

    assertThat(summing).hasSizeGreaterThanOrEqualTo(7);
    assertThat(summing).allMatch(panel -> panel.query().equals("aligned : true"));
  }

  @ParameterizedTest
  @MethodSource("searches")
  void searchesShowAndSortByFieldsThatExist(JsonNode search) {
    DataView view =
        KibanaFiles.dataView(
            KibanaFiles.reference(
                    search, "index-pattern", "kibanaSavedObjectMeta.searchSourceJSON.index")
                .orElseThrow());
    IndexTemplate template = IndexTemplate.of(view.pattern());
    assertThat(KibanaFiles.stream(search.at("/attributes/columns")).map(JsonNode::asText))
        .isNotEmpty()
        .allMatch(template::has);
    String sort = search.at("/attributes/sort/0/0").asText();
    assertThat(sort).isEqualTo(view.timeField());
  }
}
