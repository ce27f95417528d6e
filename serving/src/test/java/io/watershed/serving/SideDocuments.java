package io.watershed.serving;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What {@link LayersFixture} holds beside readings: alerts, problems, runs, checks, letters. */
final class SideDocuments {

  /** Takes documents. */
  @FunctionalInterface
  interface Sink {
    void add(String index, String id, ObjectNode document);
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sink sink;

  SideDocuments(Sink sink) {
    this.sink = sink;
  }

  void write() {
    for (int index = 0; index < LayersFixture.ALERTS; index++) {
      alert(index);
    }
    problems();
    pipeline();
  }

  /** Writes an alert; each tenth goes on, and of the rest most began at the same times. */
  private void alert(int index) {
    String meter = LayersFixture.meters().get(index % LayersFixture.meters().size());
    Instant start =
        LayersFixture.NOW.minus(Duration.ofHours(40)).plus(Duration.ofMinutes(30L * (index / 3)));
    boolean open = index % 10 == 0;
    Instant lastSeen = open ? LayersFixture.NOW.minusSeconds(60) : start.plusSeconds(60);
    addAlert(meter, start, lastSeen, start, index % 4 == 0 ? "CRITICAL" : "WARNING");
  }

  private void addAlert(
      String meter, Instant start, Instant lastSeen, Instant updated, String severity) {
    ObjectNode alert =
        object()
            .put("alert_type", "HIGH_FLOW")
            .put("severity", severity)
            .put("meter_id", meter)
            .put("measurement_type", "Pulse1")
            .put("episode_start", start.toString())
            .put("last_seen", lastSeen.toString())
            .put("readings", 4)
            .put("measured", 1400.0)
            .put("peak", 1600.0)
            .put("limit", 1000.0)
            .put("unit", "L/h")
            .put("message", "Flow 1400 L/h is at or above 1000 L/h")
            .put("updated_at", updated.toString());
    LayersFixture.attributes(alert, meter);
    sink.add("alerts-2022.07", "HIGH_FLOW|" + meter + "|" + start, alert);
  }

  private void problems() {
    for (LocalDate day = LayersFixture.FIRST_DAY;
        !day.isAfter(LayersFixture.LAST_DAY);
        day = day.plusDays(1)) {
      for (String meter : List.of("83001", "83003", LayersFixture.UNLISTED)) {
        for (String type : List.of("CONTINUOUS_LEAK", "REGISTER_MISMATCH")) {
          ObjectNode problem =
              object()
                  .put("local_date", day.toString())
                  .put("meter_id", meter)
                  .put("measurement_type", "Pulse1")
                  .put("issue_type", type)
                  .put("severity", type.startsWith("CONT") ? "CRITICAL" : "WARNING")
                  .put("total_value", 800.0)
                  .put("reading_count", 96)
                  .put("evidence", "Water ran from 00:00 to 06:00 <script>alert(1)</script>")
                  .put("run_id", LayersFixture.RUN);
          LayersFixture.attributes(problem, meter);
          sink.add("problem-meters-2022.07", day + "|" + meter + "|Pulse1|" + type, problem);
        }
      }
    }
  }

  private void pipeline() {
    for (int run = 0; run < 3; run++) {
      Instant begin = LayersFixture.HORIZON.minus(Duration.ofHours(run)).plusSeconds(300);
      sink.add(
          "batch-runs",
          run == 0 ? LayersFixture.RUN : begin.toString(),
          object()
              .put("run_id", run == 0 ? LayersFixture.RUN : begin.toString())
              .put("started_at", begin.toString())
              .put("finished_at", begin.plusSeconds(41).toString())
              .put("duration_seconds", 41.0)
              .put("days", 2)
              .put("readings", 1_000)
              .put("duplicates", 3)
              .put("excluded", 5)
              .put("disagreements", 0)
              .put("problems", 6)
              .put("horizon", LayersFixture.HORIZON.minus(Duration.ofHours(run)).toString())
              .put("mode", "incremental")
              .put("files", 40)
              .put("small_files", 4));
    }
    ObjectNode check =
        object()
            .put("checked_at", LayersFixture.HORIZON.plusSeconds(600).toString())
            .put("agrees", true)
            .put("messages", 1_031)
            .put("dead_letters", LayersFixture.DEAD_LETTERS)
            .put("behind", 0);
    check
        .putArray("checks")
        .addObject()
        .put("name", "kafka")
        .put("expected", 1_031)
        .put("actual", 1_031)
        .put("agrees", true)
        .put("words", "Every message is accounted for.");
    sink.add("reconciliations", check.get("checked_at").asText(), check);
    for (int hour = 0; hour < 5; hour++) {
      Instant start = LayersFixture.SEAM.minus(Duration.ofHours(hour));
      sink.add(
          "reconciliation-hours",
          start.toString(),
          object()
              .put("hour", start.toString())
              .put("checked_at", check.get("checked_at").asText())
              .put("agrees", true)
              .put("kafka", 200)
              .put("accepted", 190)
              .put("late", 4)
              .put("duplicates", 3)
              .put("dead_letters", 3));
    }
    for (int letter = 0; letter < LayersFixture.DEAD_LETTERS; letter++) {
      sink.add(
          "dead-letters",
          "meter-readings|0|" + letter,
          object()
              .put("stage", "ingestion")
              .put("reason", letter % 3 == 0 ? "NOT_JSON" : "UNKLayersFixture.NOWN_UNIT")
              .put("detail", "no JSON at character 1")
              .put("source_topic", "meter-readings")
              .put("source_partition", 0)
              .put("source_offset", letter)
              .put("key", "83001")
              .put("raw", "<img src=x onerror=alert(1)>")
              .put("arrival", LayersFixture.SEAM.plusSeconds(letter / 4).toString()));
    }
  }

  private static ObjectNode object() {
    return JSON.createObjectNode();
  }
}
