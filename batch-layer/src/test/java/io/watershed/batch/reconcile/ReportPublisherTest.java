package io.watershed.batch.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.elasticsearch.IndexTemplates;
import io.watershed.elasticsearch.JsonLines;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportPublisherTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant HOUR = Instant.parse("2026-03-08T13:00:00Z");
  private static final Instant LATER = Instant.parse("2026-03-08T15:10:00.250Z");

  private final JsonLines json = new JsonLines(256);

  @Test
  void aReportIsADocumentWithItsChecks() throws IOException {
    HourRow row = row(103, Optional.of(95L), Optional.empty());
    Report report =
        new Report(
            RawStream.METERS,
            List.of(row),
            HourRow.total(List.of(row)),
            List.of(
                new Check("Kafka", 103, 103, true, ""),
                new Check("Hive", 96, 95, false, "Hive lacks one")),
            List.of("one", "two"),
            0,
            7);
    ReportPublisher.check(json, List.of(report), LATER);
    assertThat(document("reconciliations"))
        .isEqualTo(
            JSON.readTree(
                """
                {"checked_at":"2026-03-08T15:10:00.250Z","agrees":false,"messages":103,
                 "dead_letters":3,"behind":7,
                 "checks":[
                  {"name":"meters: Kafka","expected":103,"actual":103,"agrees":true,"words":""},
                  {"name":"meters: Hive","expected":96,"actual":95,"agrees":false,"words":"Hive lacks one"}],
                 "notes":"one two"}
                """));
  }

  @Test
  void theHoursOfBothStreamsAreOne() {
    HourRow meters = row(103, Optional.of(96L), Optional.empty());
    HourRow stations = row(103, Optional.of(96L), Optional.empty());
    List<HourRow> hours =
        ReportPublisher.hours(
            List.of(report(RawStream.METERS, meters), report(RawStream.STATIONS, stations)));
    assertThat(hours).hasSize(1);
    assertThat(hours.get(0).hour()).isEqualTo(HOUR);
    assertThat(hours.get(0).kafka()).isEqualTo(206);
    assertThat(hours.get(0).deadLetters()).isEqualTo(Map.of("NOT_JSON", 4L, "UNKNOWN_UNIT", 2L));
  }

  private static Report report(RawStream stream, HourRow row) {
    return new Report(
        stream, List.of(row), HourRow.total(List.of(row)), List.of(), List.of(), 0, 0);
  }

  @Test
  void anHourThatAddsUpAgrees() throws IOException {
    ReportPublisher.hour(
        json, row(103, Optional.of(96L), Optional.of(new HourRow.Speed(95, 1, 4, 3))), LATER);
    assertThat(document("reconciliation-hours"))
        .isEqualTo(
            JSON.readTree(
                """
                {"hour":"2026-03-08T13:00:00Z","checked_at":"2026-03-08T15:10:00.250Z",
                 "agrees":true,"kafka":103,"accepted":95,"late":1,"duplicates":4,"dead_letters":3,
                 "master_rows":100,"hive_rows":96,"speed_accepted":95,"speed_late":1,
                 "speed_duplicates":4,"speed_dead_letters":3}
                """));
  }

  @Test
  void anHourOfWhichAMessageIsMissingDoesNotAgree() throws IOException {
    ReportPublisher.hour(json, row(104, Optional.empty(), Optional.empty()), LATER);
    JsonNode hour = document("reconciliation-hours");
    assertThat(hour.get("agrees").asBoolean()).isFalse();
    assertThat(hour.has("hive_rows")).isFalse();
    assertThat(hour.has("speed_accepted")).isFalse();
  }

  @Test
  void anHourOfWhichTheSpeedLayerMissedOneDoesNotAgree() throws IOException {
    ReportPublisher.hour(
        json, row(103, Optional.empty(), Optional.of(new HourRow.Speed(94, 1, 4, 3))), LATER);
    assertThat(document("reconciliation-hours").get("agrees").asBoolean()).isFalse();
  }

  @Test
  void theHourThatGoesOnIsNotJudged() throws IOException {
    ReportPublisher.hour(
        json, row(104, Optional.empty(), Optional.empty()), HOUR.plusSeconds(1800));
    assertThat(document("reconciliation-hours").has("agrees")).isFalse();
  }

  private static HourRow row(long kafka, Optional<Long> hive, Optional<HourRow.Speed> speed) {
    return new HourRow(
        HOUR, kafka, 95, 1, 4, 0, Map.of("NOT_JSON", 2L, "UNKNOWN_UNIT", 1L), 100, hive, speed);
  }

  /** What was written, which must fit the strict template. */
  private JsonNode document(String template) throws IOException {
    JsonNode document = JSON.readTree(json.copy(0, json.size()));
    JsonNode known =
        JSON.readTree(IndexTemplates.json(template)).at("/template/mappings/properties");
    assertThat(fields(document)).isSubsetOf(fields(known));
    return document;
  }

  private static List<String> fields(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
