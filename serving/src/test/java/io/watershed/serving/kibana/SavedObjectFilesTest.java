package io.watershed.serving.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The objects have the structure of what Kibana 8.19 exports. */
class SavedObjectFilesTest {
  // What a later Kibana writes, 8.19 refuses to import; what an earlier one wrote, it upgrades.
  private static final Map<String, String> MIGRATED_TO =
      Map.of("index-pattern", "8.0.0", "search", "10.2.0", "dashboard", "10.2.0");

  private static final Set<String> EXPORTED =
      Set.of(
          "type",
          "id",
          "attributes",
          "references",
          "managed",
          "coreMigrationVersion",
          "typeMigrationVersion",
          "created_at",
          "created_by",
          "updated_at",
          "updated_by",
          "version");

  // Kibana 8.19 refuses attributes that its schema of the type does not name.
  private static final Map<String, Set<String>> ATTRIBUTES =
      Map.of(
          "index-pattern",
          Set.of(
              "title",
              "name",
              "timeFieldName",
              "allowHidden",
              "fields",
              "sourceFilters",
              "runtimeFieldMap",
              "fieldFormatMap",
              "fieldAttrs"),
          "search",
          Set.of(
              "title",
              "description",
              "columns",
              "sort",
              "grid",
              "hideChart",
              "isTextBasedQuery",
              "timeRestore",
              "kibanaSavedObjectMeta"),
          "dashboard",
          Set.of(
              "title",
              "description",
              "version",
              "timeRestore",
              "timeFrom",
              "timeTo",
              "refreshInterval",
              "optionsJSON",
              "panelsJSON",
              "controlGroupInput",
              "kibanaSavedObjectMeta"));

  static Stream<JsonNode> objects() {
    return KibanaFiles.objects().stream();
  }

  @Test
  void theDashboardsAndTheDataViewsAreThere() {
    assertThat(KibanaFiles.dashboards())
        .extracting(each -> each.attributes().get("title").asText())
        .containsExactlyInAnyOrder(
            "Fleet overview",
            "Alerts",
            "Meter detail",
            "Pipeline health",
            "Water levels and flood risk",
            "Weather");
    assertThat(KibanaFiles.dataViews())
        .extracting(KibanaFiles.DataView::pattern)
        .containsExactlyInAnyOrder(
            "meter-windows-*",
            "alerts-*",
            "pipeline-health",
            "meter-days-*",
            "suburb-hours-*",
            "problem-meters-*",
            "batch-runs",
            "dead-letters",
            "reconciliation-hours",
            "station-windows-*",
            "station-latest",
            "water-level-forecasts",
            "forecast-skill");
  }

  @Test
  void theImportTakesEveryFile() {
    assertThat(SavedObjects.in(KibanaFiles.FOLDER).objects())
        .hasSameSizeAs(KibanaFiles.objects())
        .allSatisfy(each -> assertThat(each.title()).isNotBlank());
  }

  @ParameterizedTest
  @MethodSource("objects")
  void hasTheFieldsOfAnExport(JsonNode object) {
    assertThat(object.properties())
        .extracting(Map.Entry::getKey)
        .contains(
            "type",
            "id",
            "attributes",
            "references",
            "managed",
            "coreMigrationVersion",
            "typeMigrationVersion")
        .isSubsetOf(EXPORTED);
    assertThat(object.get("id").asText()).startsWith("watershed-");
    assertThat(object.get("coreMigrationVersion").asText()).isEqualTo("8.8.0");
    assertThat(object.get("typeMigrationVersion").asText())
        .isEqualTo(MIGRATED_TO.get(object.get("type").asText()));
    assertThat(object.get("attributes").properties())
        .extracting(Map.Entry::getKey)
        .isSubsetOf(ATTRIBUTES.get(object.get("type").asText()));
    assertThat(object.get("managed").asBoolean()).as("people may change it").isFalse();
  }

  @Test
  void idsAreUniqueAndReferencesResolve() {
    List<JsonNode> objects = KibanaFiles.objects();
    Set<String> known = new HashSet<>();
    for (JsonNode object : objects) {
      String key = object.get("type").asText() + "/" + object.get("id").asText();
      assertThat(known.add(key)).as(key + " is there once").isTrue();
    }
    for (JsonNode object : objects) {
      Set<String> names = new HashSet<>();
      for (JsonNode reference : object.get("references")) {
        assertThat(known)
            .as("what %s refers to", object.get("id"))
            .contains(reference.get("type").asText() + "/" + reference.get("id").asText());
        assertThat(names.add(reference.get("name").asText())).as(reference.toString()).isTrue();
      }
    }
  }

  @Test
  void nothingNeedsScriptsOrMoreThanABasicLicence() throws IOException {
    try (Stream<Path> files = Files.walk(KibanaFiles.FOLDER)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".ndjson")).toList()) {
        assertThat(Files.readString(file))
            .doesNotContainIgnoringCase(
                "painless",
                "\\\"script",
                "vega",
                "URL_DRILLDOWN",
                "canvas",
                "\\\"metrics\\\",\\\"params", // TSVB
                "tsvb",
                "ml_",
                "anomaly",
                "mosaic",
                "\\\"map\\\"",
                "static_value",
                "esql");
      }
    }
    KibanaFiles.dataViews()
        .forEach(
            view ->
                assertThat(view.json().at("/attributes/runtimeFieldMap").asText()).isEqualTo("{}"));
  }
}
