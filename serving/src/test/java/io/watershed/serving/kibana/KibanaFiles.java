package io.watershed.serving.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The objects of the folder {@code kibana} as tests look at them. */
final class KibanaFiles {
  static final Path FOLDER = Settings.home().resolve("kibana");

  private static final ObjectMapper JSON = new ObjectMapper();

  private KibanaFiles() {}

  /** All objects, file after file. */
  static List<JsonNode> objects() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      List<JsonNode> objects = new ArrayList<>();
      for (Path file : files.filter(each -> each.toString().endsWith(".ndjson")).toList()) {
        for (String line : Files.readAllLines(file)) {
          objects.add(parse(line));
        }
      }
      return objects;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static List<JsonNode> objects(String type) {
    return objects().stream().filter(each -> each.get("type").asText().equals(type)).toList();
  }

  /** Texts that hold JSON, as many attributes of a saved object do. */
  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static List<Dashboard> dashboards() {
    return objects("dashboard").stream().map(Dashboard::new).toList();
  }

  static Dashboard dashboard(String id) {
    return dashboards().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  static List<DataView> dataViews() {
    return objects("index-pattern").stream().map(DataView::new).toList();
  }

  static DataView dataView(String id) {
    return dataViews().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  static List<LensPanel> lensPanels() {
    return dashboards().stream().flatMap(each -> each.lensPanels().stream()).toList();
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** The id of the referenced object of this name. */
  static Optional<String> reference(JsonNode holder, String type, String name) {
    return stream(holder.path("references"))
        .filter(each -> each.path("type").asText().equals(type))
        .filter(each -> each.path("name").asText().equals(name))
        .map(each -> each.path("id").asText())
        .findFirst();
  }

  /** A data view. */
  record DataView(JsonNode json) {
    String id() {
      return json.get("id").asText();
    }

    String pattern() {
      return json.at("/attributes/title").asText();
    }

    String timeField() {
      return json.at("/attributes/timeFieldName").asText();
    }

    @Override
    public String toString() {
      return id();
    }
  }

  /** A dashboard. */
  record Dashboard(JsonNode json) {
    String id() {
      return json.get("id").asText();
    }

    JsonNode attributes() {
      return json.get("attributes");
    }

    List<JsonNode> panels() {
      return stream(parse(attributes().get("panelsJSON").asText())).toList();
    }

    List<LensPanel> lensPanels() {
      return panels().stream()
          .filter(each -> each.get("type").asText().equals("lens"))
          .map(each -> new LensPanel(this, each))
          .toList();
    }

    LensPanel panel(String index) {
      return lensPanels().stream()
          .filter(each -> each.index().equals(index))
          .findFirst()
          .orElseThrow();
    }

    /** The options lists above the panels. */
    List<Control> controls() {
      JsonNode group = attributes().path("controlGroupInput").path("panelsJSON");
      List<Control> controls = new ArrayList<>();
      if (group.isTextual()) {
        for (var each : parse(group.asText()).properties()) {
          String reference = "controlGroup_" + each.getKey() + ":optionsListDataView";
          controls.add(
              new Control(
                  id() + " " + each.getKey(),
                  each.getValue().at("/explicitInput/fieldName").asText(),
                  dataView(reference(json, "index-pattern", reference).orElseThrow())));
        }
      }
      return controls;
    }

    @Override
    public String toString() {
      return id();
    }
  }

  /** A control: the values of a field of a data view. */
  record Control(String name, String field, DataView view) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** A Lens panel by value; each has one layer. */
  record LensPanel(Dashboard dashboard, JsonNode json) {
    String index() {
      return json.get("panelIndex").asText();
    }

    JsonNode lens() {
      return json.at("/embeddableConfig/attributes");
    }

    JsonNode layers() {
      return lens().at("/state/datasourceStates/formBased/layers");
    }

    JsonNode layer() {
      return layers().elements().next();
    }

    String query() {
      return lens().at("/state/query/query").asText();
    }

    JsonNode column(String id) {
      return layer().get("columns").get(id);
    }

    List<String> columnOrder() {
      return stream(layer().get("columnOrder")).map(JsonNode::asText).toList();
    }

    DataView view() {
      String layerId = layers().fieldNames().next();
      return dataView(
          reference(lens(), "index-pattern", "indexpattern-datasource-layer-" + layerId)
              .orElseThrow());
    }

    @Override
    public String toString() {
      return dashboard.id() + " " + index();
    }
  }
}
