package io.watershed.serving.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.core.contract.Words;
import io.watershed.core.contract.hive.DailyStats;
import io.watershed.elasticsearch.IndexTemplates;
import io.watershed.elasticsearch.JsonLines;
import io.watershed.hive.HiveRow;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    assertThat(documents.suburbs().get(Words.UNKNOWN_SUBURB).get(hour).litres()).isEqualTo(100);

    JsonLines json = new JsonLines(256);
    documents.writeSuburb(json, "BUDERIM", hour, buderim);
    JsonNode document = JSON.readTree(json.copy(0, json.size()));
    assertThat(fields(document)).containsExactlyInAnyOrderElementsOf(template("suburb-hours"));
    assertThat(documents.suburbId("BUDERIM", hour))
        .isEqualTo("BUDERIM|2026-06-29T00:00:00Z|2026-06-29");
  }

  @Test
  void anHourThatALocalMidnightPartsBelongsToBothDaysInPart() throws IOException {
    // Midnight in Adelaide is 13:30 UTC in winter; the batch layer parts the readings there.
    add("7", "Pulse1", "2026-06-29T13:15:00Z", 1, true, "");
    DayDocuments next = new DayDocuments(DAY.plusDays(1), "run-1");
    next.add("7", "Pulse1", reading("2026-06-29T13:30:00Z", 2));
    next.add("7", "Pulse1", reading("2026-06-29T13:45:00Z", 4));

    JsonNode before = written(figures("7", "Pulse1", "BUDERIM"));
    JsonNode after = written(next, figures("7", "Pulse1", "BUDERIM"));

    assertThat(before.get("hours")).hasSize(1);
    assertThat(before.at("/hours/0/start")).isEqualTo(after.at("/hours/0/start"));
    assertThat(before.at("/hours/0/sum").asDouble()).isEqualTo(1);
    assertThat(after.at("/hours/0/sum").asDouble()).isEqualTo(6);
    long hour = Instant.parse("2026-06-29T13:00:00Z").getEpochSecond() / 3600;
    assertThat(documents.suburbId("BUDERIM", hour)).isNotEqualTo(next.suburbId("BUDERIM", hour));
    assertThat(documents.suburbs().get("BUDERIM").get(hour).litres()).isEqualTo(1);
    assertThat(next.suburbs().get("BUDERIM").get(hour).litres()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({"2026-10-04,23", "2026-04-05,25", "2026-06-29,24"})
  void aDayHasAsManyHoursAsTheClockLetsItHave(LocalDate day, int hours) throws IOException {
    ZoneId sydney = ZoneId.of("Australia/Sydney");
    DayDocuments own = new DayDocuments(day, "run-1");
    Instant end = day.plusDays(1).atStartOfDay(sydney).toInstant();
    for (Instant at = day.atStartOfDay(sydney).toInstant();
        at.isBefore(end);
        at = at.plusSeconds(900)) {
      own.add("7", "Pulse1", reading(at.toString(), 0.25));
    }
    JsonNode written = written(own, figures("7", "Pulse1", "BUDERIM"));
    assertThat(written.get("hours")).hasSize(hours);
    assertThat(written.get("hours")).allMatch(hour -> hour.get("sum").asDouble() == 1);
    assertThat(written.get("readings")).hasSize(4 * hours);
  }

  @Test
  void aSuburbDoesNotCountAMeterWhoseReadingsAreAllLeftOut() throws IOException {
    add("7", "Pulse1", "2026-06-29T00:15:00Z", 2, true, "");
    add("8", "Pulse1", "2026-06-29T00:15:00Z", -9, false, "NEGATIVE_FLOW");
    written(figures("7", "Pulse1", "BUDERIM"));
    written(figures("8", "Pulse1", "BUDERIM"));
    long hour = Instant.parse("2026-06-29T00:00:00Z").getEpochSecond() / 3600;
    assertThat(documents.suburbs().get("BUDERIM").get(hour).meters()).isEqualTo(1);
  }

  @Test
  void aDayWithTooManyReadingsToListSaysHowManyMoreThereAre() throws IOException {
    Instant first = Instant.parse("2026-06-29T00:00:00Z");
    for (int second = 0; second < DayDocuments.MOST_READINGS + 5; second++) {
      documents.add("7", "Pulse1", reading(first.plusSeconds(second).toString(), 1));
    }
    JsonNode day = written(figures("7", "Pulse1", "BUDERIM"));
    assertThat(day.get("readings")).hasSize(DayDocuments.MOST_READINGS);
    assertThat(day.get("readings_left_out").asInt()).isEqualTo(5);
    assertThat(fields(day)).isSubsetOf(template("meter-days"));
    double litres = 0;
    for (JsonNode hour : day.get("hours")) {
      litres += hour.get("sum").asDouble();
    }
    assertThat(litres).isEqualTo(DayDocuments.MOST_READINGS + 5);
  }

  @Test
  void theOrderInWhichReadingsComeDoesNotShow() throws IOException {
    DayDocuments other = new DayDocuments(DAY, "run-1");
    List<DayReading> readings = new ArrayList<>();
    for (int offset = 0; offset < 4; offset++) {
      // Two instants, and at each two readings of different messages.
      long at = Instant.parse("2026-06-29T00:15:00Z").toEpochMilli() + offset / 2;
      readings.add(new DayReading(at, offset, true, "", 0, offset, at));
    }
    readings.forEach(reading -> documents.add("7", "Pulse1_Total", reading));
    Collections.reverse(readings);
    readings.forEach(reading -> other.add("7", "Pulse1_Total", reading));
    assertThat(written(other, figures("7", "Pulse1_Total", "BUDERIM")))
        .isEqualTo(written(figures("7", "Pulse1_Total", "BUDERIM")));
  }

  @Test
  void whatARowLacksItsDocumentLacks() throws IOException {
    HiveRow bare =
        HiveRow.of(DailyStats.TABLE)
            .with(DailyStats.METER_ID, "7")
            .with(DailyStats.MEASUREMENT_TYPE, "Battery")
            .with(DailyStats.UNIT, "V")
            .with(DailyStats.READING_COUNT, 0L)
            .with(DailyStats.EXCLUDED_COUNT, 1L)
            .with(DailyStats.LATE_COUNT, 0L);
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

  private static HiveRow figures(String meter, String measurement, String suburb) {
    return HiveRow.of(DailyStats.TABLE)
        .with(DailyStats.LOCAL_DATE, DAY)
        .with(DailyStats.METER_ID, meter)
        .with(DailyStats.MEASUREMENT_TYPE, measurement)
        .with(DailyStats.UNIT, "L")
        .with(DailyStats.TOTAL_VALUE, 6.5)
        .with(DailyStats.AVG_VALUE, 3.25)
        .with(DailyStats.MAX_VALUE, 4.0)
        .with(DailyStats.MIN_VALUE, 2.5)
        .with(DailyStats.READING_COUNT, 2L)
        .with(DailyStats.EXCLUDED_COUNT, 1L)
        .with(DailyStats.LATE_COUNT, 0L)
        .with(DailyStats.SUBURB, suburb)
        .with(DailyStats.POSTCODE, 4556)
        .with(DailyStats.USAGE_TYPE, "Residential")
        .with(DailyStats.METER_TYPE, "captis_pulse")
        .with(DailyStats.FIRST_EVENT_TIME, LocalDateTime.parse("2026-06-29T00:00:00"))
        .with(DailyStats.LAST_EVENT_TIME, LocalDateTime.parse("2026-06-29T01:16:40"))
        .with(DailyStats.REGISTER_ADVANCE, 7.0)
        .with(DailyStats.REGISTER_DIFFERENCE, -0.5)
        .with(DailyStats.CROSS_CHECK, "AGREES")
        .with(DailyStats.TIME_ZONE, "Australia/Brisbane");
  }

  private static DayReading reading(String at, double value) {
    long millis = Instant.parse(at).toEpochMilli();
    return new DayReading(millis, value, true, "", 3, 42, millis + 900);
  }

  private JsonNode written(HiveRow figures) throws IOException {
    return written(documents, figures);
  }

  private static JsonNode written(DayDocuments documents, HiveRow figures) throws IOException {
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
