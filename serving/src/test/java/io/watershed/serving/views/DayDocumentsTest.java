package io.watershed.serving.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.elasticsearch.IndexTemplates;
import io.watershed.elasticsearch.JsonLines;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayDocumentsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LocalDate DAY = LocalDate.parse("2026-06-29");

  private final DayDocuments documents = new DayDocuments(DAY, "run-1");

  @Test
  void aDayHasItsFiguresItsHoursAndItsReadingsInOrder() throws IOException {
    add("7", "Pulse1", "2026-06-29T01:30:00Z", 4, true, "");
    add("7", "Pulse1", "2026-06-29T00:15:00Z", 2.5, true, "");
    add("7", "Pulse1", "2026-06-29T00:59:59.999Z", -9, false, "NEGATIVE_FLOW");
    JsonNode day = written(figures("7", "Pulse1", "BUDERIM"));

    assertThat(fields(day)).isSubsetOf(template("meter-days"));
    assertThat(day.get("local_date").asText()).isEqualTo("2026-06-29");
    assertThat(day.get("run_id").asText()).isEqualTo("run-1");
    assertThat(day.get("hours"))
        .isEqualTo(
            JSON.readTree(
                """
                [{"start":"2026-06-29T00:00:00Z","sum":2.5,"count":1,"excluded":1,"min":2.5,"max":2.5},
                 {"start":"2026-06-29T01:00:00Z","sum":4.0,"count":1,"excluded":0,"min":4.0,"max":4.0}]
                """));
    assertThat(day.get("readings")).hasSize(3);
    assertThat(day.get("readings").get(0).get("at").asText()).isEqualTo("2026-06-29T00:15:00Z");
    assertThat(day.get("readings").get(1).get("flags").asText()).isEqualTo("NEGATIVE_FLOW");
    assertThat(day.get("readings").get(1).get("counted").asBoolean()).isFalse();
    assertThat(day.get("readings").get(2).get("offset").asLong()).isEqualTo(42);
  }

  @Test
  void anHourWithoutACountedReadingHasNoExtremes() throws IOException {
    add("7", "Pulse1", "2026-06-29T00:15:00Z", -9, false, "NEGATIVE_FLOW");
    JsonNode hour = written(figures("7", "Pulse1", "BUDERIM")).get("hours").get(0);
    assertThat(hour.get("sum").asDouble()).isZero();
    assertThat(hour.get("min").isNull()).isTrue();
  }

  @Test
  void registersHaveReadingsAndNoHours() throws IOException {
    add("7", "Pulse1_Total", "2026-06-29T00:15:00Z", 120_000, true, "");
    JsonNode day = written(figures("7", "Pulse1_Total", "BUDERIM"));
    assertThat(day.has("hours")).isFalse();
    assertThat(day.get("readings")).hasSize(1);
    assertThat(documents.suburbs()).isEmpty();
  }

  @Test
  void suburbsAddUpTheirMetersByHour() throws IOException {
    add("7", "Pulse1", "2026-06-29T00:15:00Z", 2, true, "");
    add("8", "Pulse1", "2026-06-29T00:30:00Z", 3, true, "");
    add("8", "Pulse1", "2026-06-29T00:45:00Z", 4, true, "");
    add("9", "Pulse1", "2026-06-29T00:45:00Z", 100, true, "");
    written(figures("7", "Pulse1", "BUDERIM"));
    written(figures("8", "Pulse1", "BUDERIM"));
    written(figures("9", "Pulse1", null));
    long hour = Instant.parse("2026-06-29T00:00:00Z").getEpochSecond() / 3600;
    DayDocuments.SuburbHour buderim = documents.suburbs().get("BUDERIM").get(hour);
    assertThat(buderim.litres()).isEqualTo(9);
    assertThat(buderim.readings()).isEqualTo(3);
    assertThat(buderim.meters()).isEqualTo(2);
    assertThat(documents.suburbs().get(DayDocuments.UNKNOWN).get(hour).litres()).isEqualTo(100);

    JsonLines json = new JsonLines(256);
    documents.writeSuburb(json, "BUDERIM", hour, buderim);
    JsonNode document = JSON.readTree(json.copy(0, json.size()));
    assertThat(fields(document)).containsExactlyInAnyOrderElementsOf(template("suburb-hours"));
    assertThat(documents.suburbId("BUDERIM", hour))
        .isEqualTo("BUDERIM|2026-06-29T00:00:00Z|2026-06-29");
  }

  @Test
  void whatARowLacksItsDocumentLacks() throws IOException {
    DayFigures bare =
        new DayFigures(
            "7",
            "Battery",
            "V",
            null,
            null,
            null,
            null,
            0,
            1,
            0,
            new DayFigures.Attributes(null, null, null, null),
            null,
            null,
            null,
            null,
            null,
            null);
    assertThat(fields(written(bare)))
        .doesNotContain("total_value", "suburb", "postcode", "first_event_time", "cross_check");
  }

  private void add(
      String meter, String measurement, String at, double value, boolean counted, String flags) {
    Instant instant = Instant.parse(at);
    documents.add(
        meter,
        measurement,
        new DayReading(
            instant.toEpochMilli(), value, counted, flags, 3, 42, instant.toEpochMilli() + 900));
  }

  private static DayFigures figures(String meter, String measurement, String suburb) {
    return new DayFigures(
        meter,
        measurement,
        "L",
        6.5,
        3.25,
        4.0,
        2.5,
        2,
        1,
        0,
        new DayFigures.Attributes(suburb, 4556, "Residential", "captis_pulse"),
        1_782_691_200_000L,
        1_782_695_800_000L,
        7.0,
        -0.5,
        "AGREES",
        "Australia/Brisbane");
  }

  private JsonNode written(DayFigures figures) throws IOException {
    JsonLines json = new JsonLines(256);
    documents.write(json, figures);
    return JSON.readTree(json.copy(0, json.size()));
  }

  private static List<String> template(String name) throws IOException {
    return fields(JSON.readTree(IndexTemplates.json(name)).at("/template/mappings/properties"));
  }

  private static List<String> fields(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
