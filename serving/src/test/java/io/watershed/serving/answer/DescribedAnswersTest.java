package io.watershed.serving.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.core.alert.AlertType;
import io.watershed.core.alert.Severity;
import io.watershed.core.forecast.FloodRisk;
import io.watershed.core.forecast.LeadTime;
import io.watershed.core.forecast.Tendency;
import io.watershed.core.json.Json;
import io.watershed.core.problem.ProblemType;
import io.watershed.core.station.Element;
import io.watershed.core.station.StationKind;
import io.watershed.serving.api.ApiServer;
import io.watershed.serving.merge.Origin;
import io.watershed.serving.merge.Step;
import io.watershed.serving.query.Alerts;
import io.watershed.serving.query.DataClock;
import io.watershed.serving.query.Freshness;
import io.watershed.serving.query.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The description of the API and the records of its answers, held to each other. */
class DescribedAnswersTest {

  /** Shapes that no record stands for: problem documents, and checks of the batch layer. */
  private static final Set<String> WITHOUT_RECORD = Set.of("Problem", "Check");

  /** What answers with a 200, and what is told as an event. */
  private static final List<Class<? extends Record>> ANSWERS =
      List.of(
          AlertEventAnswer.class,
          AlertsAnswer.class,
          BatchEventAnswer.class,
          ClockAnswer.class,
          DaysAnswer.class,
          DeadLettersAnswer.class,
          DeviceDetailAnswer.class,
          DevicesAnswer.class,
          ExportsAnswer.class,
          LevelChangesAnswer.class,
          MapAnswer.class,
          MeasuredSeriesAnswer.class,
          OverviewAnswer.class,
          PastForecastsAnswer.class,
          PipelineAnswer.class,
          ProblemsAnswer.class,
          ReadingsAnswer.class,
          SeriesAnswer.class,
          StationDetailAnswer.class,
          StationsAnswer.class,
          SuburbsAnswer.class,
          TemperaturesAnswer.class,
          WaterForecastAnswer.class,
          WaterMapAnswer.class,
          WaterSkillAnswer.class,
          WaterSummaryAnswer.class,
          WeatherMapAnswer.class,
          WindowsAnswer.class);

  private static final Map<Class<?>, String> ENUMS =
      Map.ofEntries(
          Map.entry(AlertType.class, "AlertType"),
          Map.entry(AlertType.Subject.class, "AlertSubject"),
          Map.entry(ProblemType.class, "ProblemType"),
          Map.entry(Severity.class, "Severity"),
          Map.entry(DataClock.Mode.class, "ClockMode"),
          Map.entry(Step.class, "Step"),
          Map.entry(Origin.class, "Origin"),
          Map.entry(Verdict.class, "Verdict"),
          Map.entry(Freshness.class, "Freshness"),
          Map.entry(StationKind.class, "StationKind"),
          Map.entry(Element.class, "Element"),
          Map.entry(Tendency.class, "Trend"),
          Map.entry(FloodRisk.class, "Risk"));

  private final JsonNode description = description();
  private final JsonNode schemas = description.at("/components/schemas");

  private static JsonNode description() {
    try (InputStream stream = ApiServer.class.getResourceAsStream("openapi.json")) {
      return Json.MAPPER.readTree(stream);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void everyRecordHasTheFieldsThatAreDescribed() {
    Shapes shapes = new Shapes(ENUMS);
    ANSWERS.forEach(shapes::add);
    List<String> differences = new ArrayList<>();
    shapes
        .all()
        .forEach(
            (name, fields) -> {
              JsonNode schema = schemas.path(name);
              if (schema.isMissingNode()) {
                differences.add(name + " is not described");
                return;
              }
              Map<String, JsonNode> properties = new TreeMap<>();
              schema
                  .path("properties")
                  .properties()
                  .forEach(one -> properties.put(one.getKey(), one.getValue()));
              Set<String> required = new TreeSet<>();
              schema.path("required").forEach(one -> required.add(one.asText()));
              fields.forEach(
                  (field, shape) -> {
                    JsonNode property = properties.remove(field);
                    if (property == null) {
                      differences.add(name + "." + field + " is not described");
                    } else {
                      shape.differences(property).stream()
                          .map(words -> name + "." + field + " " + words)
                          .forEach(differences::add);
                      if (shape.always() != required.contains(field)) {
                        differences.add(
                            name
                                + "."
                                + field
                                + (shape.always() ? " is" : " is not")
                                + " required");
                      }
                    }
                  });
              properties
                  .keySet()
                  .forEach(field -> differences.add(name + "." + field + " has no component"));
            });
    assertThat(differences).isEmpty();
  }

  @Test
  void everyShapeThatIsDescribedIsARecordOrAClosedSet() {
    Shapes shapes = new Shapes(ENUMS);
    ANSWERS.forEach(shapes::add);
    Set<String> described = new TreeSet<>();
    schemas.fieldNames().forEachRemaining(described::add);
    Set<String> known = new TreeSet<>(shapes.all().keySet());
    known.addAll(closedSets().keySet());
    known.addAll(WITHOUT_RECORD);
    assertThat(described).isEqualTo(known);
  }

  @Test
  void everyClosedSetIsDescribedOnceWithTheConstantsOfItsType() {
    Map<String, List<String>> described = new TreeMap<>();
    for (Map.Entry<String, JsonNode> schema : schemas.properties()) {
      if (schema.getValue().has("enum")) {
        List<String> values = new ArrayList<>();
        schema.getValue().path("enum").forEach(one -> values.add(one.asText()));
        described.put(schema.getKey(), values);
      }
    }
    assertThat(described).isEqualTo(closedSets());
    assertThat(description.findParents("enum")).hasSize(described.size());
  }

  private static Map<String, List<String>> closedSets() {
    Map<String, List<String>> sets = new TreeMap<>();
    sets.put("AlertType", words(AlertType.all().toArray()));
    sets.put("AlertSubject", words(AlertType.Subject.values()));
    sets.put(
        "AlertState",
        Arrays.stream(Alerts.State.values())
            .map(state -> state.name().toLowerCase(Locale.ROOT))
            .toList());
    sets.put("ProblemType", words(ProblemType.values()));
    sets.put("Severity", words(Severity.values()));
    sets.put("ClockMode", words(DataClock.Mode.values()));
    sets.put("Step", words(Step.values()));
    sets.put("Origin", words(Origin.values()));
    sets.put("Verdict", words(Verdict.values()));
    sets.put("Freshness", words(Freshness.values()));
    sets.put("StationKind", words(StationKind.values()));
    sets.put("Element", words(Element.values()));
    sets.put("Trend", words(Tendency.values()));
    sets.put("Risk", words(FloodRisk.values()));
    sets.put("Lead", LeadTime.allHours().stream().map(String::valueOf).toList());
    return sets;
  }

  /** As answers spell them. */
  private static List<String> words(Object[] constants) {
    return Arrays.stream(constants)
        .map(AnswerWriter::write)
        .map(text -> text.substring(1, text.length() - 1))
        .toList();
  }

  @Test
  void everyOperationHasAnIdATagAndTheToken() {
    Set<String> ids = new TreeSet<>();
    Set<String> tags = new TreeSet<>();
    description.path("tags").forEach(tag -> tags.add(tag.path("name").asText()));
    assertThat(description.at("/components/securitySchemes/token/scheme").asText())
        .isEqualTo("bearer");
    for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
      JsonNode operation = path.getValue().path("get");
      String id = operation.path("operationId").asText();
      assertThat(id).as(path.getKey()).isNotEmpty();
      assertThat(ids.add(id)).as("%s of %s is used once", id, path.getKey()).isTrue();
      assertThat(operation.path("tags")).as(path.getKey()).isNotEmpty();
      operation.path("tags").forEach(tag -> assertThat(tags).contains(tag.asText()));
      assertThat(operation.path("security").findValue("token")).as(path.getKey()).isNotNull();
    }
  }

  @Test
  void everyAnswerThatIsJsonIsOfANamedShape() {
    for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
      JsonNode content = path.getValue().at("/get/responses/200/content");
      if (content.has("application/json") && !path.getKey().equals("/openapi.json")) {
        String reference = content.path("application/json").at("/schema/$ref").asText();
        String name = reference.replace("#/components/schemas/", "");
        assertThat(ANSWERS.stream().map(Shapes::nameOf).toList()).as(path.getKey()).contains(name);
      }
    }
  }

  @Test
  void aDifferenceIsToldByItsName() {
    JsonNode property = Json.MAPPER.createObjectNode().put("type", "string");
    Type number = WindowAnswer.class.getRecordComponents()[5].getGenericType();
    assertThat(Shapes.of(number, ENUMS).differences(property))
        .containsExactly("is described as string, not number");
  }
}
