package io.watershed.serving.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.contract.Field;
import io.watershed.core.contract.FieldType;
import io.watershed.core.contract.Index;
import io.watershed.core.contract.index.BatchRunsIndex;
import io.watershed.core.contract.index.ForecastSkillIndex;
import io.watershed.core.contract.index.MeterDaysIndex;
import io.watershed.core.contract.index.MeterMonthsIndex;
import io.watershed.core.contract.index.MeterWindowsIndex;
import io.watershed.core.contract.index.ProblemMetersIndex;
import io.watershed.core.contract.index.ReconciliationHoursIndex;
import io.watershed.core.contract.index.WaterLevelForecastsIndex;
import io.watershed.core.json.Json;
import io.watershed.elasticsearch.Document;
import io.watershed.serving.answer.AnswerWriter;
import io.watershed.serving.answer.DayAnswer;
import io.watershed.serving.answer.MonthAnswer;
import io.watershed.serving.answer.ProblemMeterAnswer;
import io.watershed.serving.answer.WindowAnswer;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Which field of a document each field of an answer is, held by documents in which no two values
 * are alike: two neighbours that changed places show.
 */
class AnsweredFieldsTest {

  private static final Map<String, String> WORDS =
      Map.of(
          "issue_type", "BURST",
          "severity", "CRITICAL",
          "trend", "rising",
          "risk", "medium");

  @Test
  void daysOfMeters() throws Exception {
    Map<String, String> others =
        Map.of(
            "date", "local_date",
            "total", "total_value",
            "average", "avg_value",
            "min", "min_value",
            "max", "max_value",
            "readings", "reading_count",
            "excluded", "excluded_count",
            "late", "late_count",
            "firstReading", "first_event_time",
            "lastReading", "last_event_time");
    Map<String, String> days = sources(MeterDaysIndex.INDEX, DayAnswer::of);
    assertThat(days).hasSize(DayAnswer.class.getRecordComponents().length);
    days.forEach(
        (answered, field) ->
            assertThat(field)
                .as(answered)
                .isEqualTo(others.getOrDefault(answered, snake(answered))));
  }

  @Test
  void monthsOfMeters() throws Exception {
    assertThat(sources(MeterMonthsIndex.INDEX, MonthAnswer::of))
        .isEqualTo(
            Map.of(
                "month", "month",
                "litres", "monthly_total",
                "forecast", "forecast_total",
                "low", "forecast_low",
                "high", "forecast_high",
                "forecastDays", "forecast_days",
                "completeUntil", "complete_until",
                "crossCheck", "cross_check"));
  }

  @Test
  void windowsOfMeters() throws Exception {
    assertThat(sources(MeterWindowsIndex.INDEX, WindowAnswer::of))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("start", "window_start"),
                Map.entry("end", "window_end"),
                Map.entry("measurement", "measurement_type"),
                Map.entry("unit", "unit"),
                Map.entry("count", "count"),
                Map.entry("sum", "sum"),
                Map.entry("mean", "mean"),
                Map.entry("min", "min"),
                Map.entry("max", "max"),
                Map.entry("excluded", "excluded_count"),
                Map.entry("aligned", "aligned")));
  }

  @Test
  void problemsOfMeters() throws Exception {
    assertThat(sources(ProblemMetersIndex.INDEX, ProblemMeterAnswer::of))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("date", "local_date"),
                Map.entry("device", "meter_id"),
                Map.entry("measurement", "measurement_type"),
                Map.entry("type", "issue_type"),
                Map.entry("severity", "severity"),
                Map.entry("evidence", "evidence"),
                Map.entry("suburb", "suburb"),
                Map.entry("usageType", "usage_type"),
                Map.entry("total", "total_value"),
                Map.entry("average", "avg_value"),
                Map.entry("max", "max_value"),
                Map.entry("min", "min_value"),
                Map.entry("readings", "reading_count")));
  }

  @Test
  void runsAndReconciledHours() throws Exception {
    Map<String, String> runs = sources(BatchRunsIndex.INDEX, PipelineHealth::run);
    assertThat(runs).hasSize(12);
    runs.forEach((answered, field) -> assertThat(field).isEqualTo(snake(answered)));
    Map<String, String> hours = sources(ReconciliationHoursIndex.INDEX, PipelineHealth::hour);
    assertThat(hours).hasSize(13);
    hours.forEach((answered, field) -> assertThat(field).isEqualTo(snake(answered)));
  }

  @Test
  void forecastsAndTheirSkill() throws Exception {
    assertThat(sources(WaterLevelForecastsIndex.INDEX, WaterForecasts::lead))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("lead", "lead_hours"),
                Map.entry("target", "target_time"),
                Map.entry("level", "level"),
                Map.entry("low", "low"),
                Map.entry("high", "high"),
                Map.entry("method", "method"),
                Map.entry("persistence", "persistence_level"),
                Map.entry("trend", "trend"),
                Map.entry("probability", "probability_high_water"),
                Map.entry("risk", "risk"),
                Map.entry("riseWatch", "rise_watch")));
    Map<String, String> skill = sources(ForecastSkillIndex.INDEX, WaterForecasts::skill);
    assertThat(skill)
        .hasSize(15)
        .containsEntry("lead", "lead_hours")
        .containsEntry("from", "from_time")
        .containsEntry("to", "to_time")
        .containsEntry("computed", "computed_time");
    skill.keySet().stream()
        .filter(name -> !name.matches("lead|from|to|computed"))
        .forEach(name -> assertThat(skill).containsEntry(name, snake(name)));
  }

  private static String snake(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** The field of the document that each field of an answer has its value from. */
  private static Map<String, String> sources(Index index, Function<Document, Object> answer)
      throws IOException {
    ObjectNode document = Json.MAPPER.createObjectNode();
    int number = 1;
    for (Field field : index.fields()) {
      put(document, field, number++);
    }
    JsonNode answered =
        Json.MAPPER.readTree(AnswerWriter.write(answer.apply(Document.inside(document))));
    Map<String, String> sources = new TreeMap<>();
    for (Map.Entry<String, JsonNode> value : answered.properties()) {
      for (Map.Entry<String, JsonNode> field : document.properties()) {
        if (same(field.getValue(), value.getValue())) {
          assertThat(sources.put(value.getKey(), field.getKey())).as(value.getKey()).isNull();
        }
      }
    }
    return sources;
  }

  private static boolean same(JsonNode one, JsonNode other) {
    return one.isNumber() && other.isNumber()
        ? one.asDouble() == other.asDouble()
        : one.equals(other);
  }

  private static void put(ObjectNode document, Field field, int number) {
    if (WORDS.containsKey(field.name())) {
      document.put(field.name(), WORDS.get(field.name()));
      return;
    }
    FieldType type = field.type();
    switch (type) {
      case KEYWORD, TEXT -> document.put(field.name(), field.name());
      case INTEGER, LONG -> document.put(field.name(), number);
      case DOUBLE -> document.put(field.name(), number + 0.5);
      case BOOLEAN -> document.put(field.name(), true);
      case INSTANT -> document.put(field.name(), "2022-07-13T00:00:%02dZ".formatted(number));
      case DAY -> document.put(field.name(), "2022-07-%02d".formatted(number));
      case PLACE, OBJECT -> {}
    }
  }
}
