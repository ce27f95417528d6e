package io.watershed.serving;

import static io.watershed.serving.ViewFixture.METERS;
import static io.watershed.serving.ViewFixture.NOW;
import static io.watershed.serving.ViewFixture.WINDOWS_FROM;
import static io.watershed.serving.ViewFixture.readings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.serving.ViewFixture.Meter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The fixture's documents of the speed layer, of dead letters and of reconciliations. */
final class SpeedDocuments extends BulkDocuments {
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));

  private SpeedDocuments() {}

  /** Bulk requests that hold all of them. */
  static List<String> requests() {
    List<String> requests = new ArrayList<>();
    for (Meter meter : METERS) {
      SpeedDocuments windows = new SpeedDocuments();
      readings(WINDOWS_FROM, NOW).forEach(at -> windows.windows(meter, at));
      requests.add(windows.request());
    }
    SpeedDocuments others = new SpeedDocuments();
    others.alerts();
    others.health();
    others.deadLetters();
    others.reconciliations();
    requests.add(others.request());
    return requests;
  }

  /** A reading is in the five windows of five minutes that begin in the minutes up to it. */
  private void windows(Meter meter, Instant reading) {
    double litres = meter.litres(reading);
    for (int minute = 0; minute < 5; minute++) {
      Instant start = reading.minus(Duration.ofMinutes(minute));
      add(
          "meter-windows-",
          start,
          meter.id() + "|Pulse1|" + start,
          document(meter)
              .put("measurement_type", "Pulse1")
              .put("unit", "L")
              .put("window_start", start.toString())
              .put("window_end", start.plus(WINDOW).toString())
              .put("aligned", start.getEpochSecond() % WINDOW.toSeconds() == 0)
              .put("count", 1)
              .put("sum", litres)
              .put("mean", litres)
              .put("min", litres)
              .put("max", litres)
              .put("excluded_count", 0)
              .put("updated_at", reading.plusSeconds(2).toString()));
    }
  }

  private void alerts() {
    alert(METERS.get(0), "HIGH_FLOW", "CRITICAL", "Pulse1", "L/h", Duration.ofHours(1), 2400);
    alert(METERS.get(1), "HIGH_FLOW", "WARNING", "Pulse1", "L/h", Duration.ofHours(3), 3100);
    alert(METERS.get(2), "LOW_BATTERY", "WARNING", "Battery", "V", Duration.ofHours(9), 3.3);
    alert(METERS.get(3), "HIGH_TEMP", "INFO", "DeviceTemperature", "C", Duration.ofHours(20), 49);
    alert(METERS.get(0), "HIGH_FLOW", "CRITICAL", "Pulse1", "L/h", Duration.ofHours(75), 2100);
  }

  private void alert(
      Meter meter,
      String type,
      String severity,
      String measurement,
      String unit,
      Duration age,
      double peak) {
    Instant seen = NOW.minus(age);
    Instant start = seen.minus(Duration.ofMinutes(45));
    add(
        "alerts-",
        start,
        type + "|" + meter.id() + "|" + start,
        document(meter)
            .put("alert_type", type)
            .put("severity", severity)
            .put("measurement_type", measurement)
            .put("episode_start", start.toString())
            .put("last_seen", seen.toString())
            .put("readings", 4)
            .put("measured", peak)
            .put("peak", peak)
            .put("limit", 1000)
            .put("unit", unit)
            .put("message", type + " of " + peak + " " + unit)
            .put("updated_at", seen.plusSeconds(1).toString()));
  }

  /** In each hour of the last day 16 messages: 13 accepted, and one of each other kind. */
  private void health() {
    for (Instant hour = YESTERDAY; hour.isBefore(NOW); hour = hour.plus(1, ChronoUnit.HOURS)) {
      add(
          "pipeline-health",
          "speed|fixture|" + hour,
          JSON.createObjectNode()
              .put("layer", "speed")
              .put("query_id", "fixture")
              .put("batch_id", hour.getEpochSecond() / 3600)
              .put("arrival_hour", hour.toString())
              .put("messages", 16)
              .put("accepted", 13)
              .put("late", 1)
              .put("duplicates", 1)
              .put("dead_letters", 1)
              .put("windows", 65)
              .put("alerts", 1)
              .put("refused", 0)
              .put("processed_at", hour.plus(Duration.ofMinutes(30)).toString()));
    }
  }

  private void deadLetters() {
    List<String> reasons = List.of("NOT_JSON", "NOT_JSON", "BAD_TIMESTAMP");
    for (int offset = 0; offset < reasons.size(); offset++) {
      add(
          "dead-letters",
          "meter-readings|0|" + offset,
          JSON.createObjectNode()
              .put("stage", "ingestion")
              .put("reason", reasons.get(offset))
              .put("detail", "unexpected character")
              .put("source_topic", "meter-readings")
              .put("source_partition", 0)
              .put("source_offset", offset)
              .put("key", "1001")
              .put("raw", "{\"meter_id\":" + offset)
              .put("arrival", NOW.minus(Duration.ofHours(2 + offset)).toString()));
    }
  }

  /** All hours agree but the last. */
  private void reconciliations() {
    for (Instant hour = YESTERDAY; hour.isBefore(NOW); hour = hour.plusSeconds(3600)) {
      boolean last = hour.plusSeconds(3600).equals(NOW);
      add(
          "reconciliation-hours",
          hour.toString(),
          JSON.createObjectNode()
              .put("hour", hour.toString())
              .put("checked_at", NOW.toString())
              .put("agrees", !last)
              .put("kafka", 16)
              .put("accepted", 14)
              .put("late", 1)
              .put("duplicates", 1)
              .put("dead_letters", 1)
              .put("master_rows", last ? 14 : 15)
              .put("hive_rows", 14)
              .put("speed_accepted", 13)
              .put("speed_late", 1)
              .put("speed_duplicates", 1)
              .put("speed_dead_letters", 1));
    }
    ObjectNode check =
        JSON.createObjectNode()
            .put("checked_at", NOW.toString())
            .put("agrees", false)
            .put("messages", 384)
            .put("dead_letters", 24)
            .put("behind", 0);
    check
        .putArray("checks")
        .addObject()
        .put("name", "kafka")
        .put("expected", 384)
        .put("actual", 383)
        .put("agrees", false)
        .put("words", "383 messages are explained, Kafka holds 384");
    check.putArray("notes").add("one hour disagrees");
    add("reconciliations", NOW.toString(), check);
  }
}
