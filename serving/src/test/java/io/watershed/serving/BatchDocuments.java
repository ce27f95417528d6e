package io.watershed.serving;

import static io.watershed.serving.ViewFixture.FIRST_DATE;
import static io.watershed.serving.ViewFixture.HORIZON;
import static io.watershed.serving.ViewFixture.METERS;
import static io.watershed.serving.ViewFixture.RUN;
import static io.watershed.serving.ViewFixture.SEAM;
import static io.watershed.serving.ViewFixture.ZONE;
import static io.watershed.serving.ViewFixture.readings;
import static io.watershed.serving.ViewFixture.startOf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.serving.ViewFixture.Meter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;

/** The fixture's documents of the batch layer. */
final class BatchDocuments extends BulkDocuments {

  private BatchDocuments() {}

  /** A bulk request that holds all of them. */
  static String bulkRequest() {
    BatchDocuments documents = new BatchDocuments();
    documents.days();
    documents.suburbHours();
    documents.problems();
    documents.runs();
    return documents.request();
  }

  private void days() {
    for (Meter meter : METERS) {
      LocalDate last = LocalDate.ofInstant(HORIZON, ZONE);
      double total = 0;
      for (LocalDate day = FIRST_DATE; !day.isAfter(last); day = day.plusDays(1)) {
        total += day(meter, day);
        gauge(meter, day, "Battery", "V", 3.6 - 0.01 * meter.number());
        gauge(meter, day, "DeviceTemperature", "C", 20 + meter.number());
      }
      add(
          "meter-months",
          meter.id() + "|Pulse1|2022-07",
          document(meter)
              .put("measurement_type", "Pulse1")
              .put("unit", "L")
              .put("month", "2022-07")
              .put("monthly_total", total)
              .put("days_with_readings", 7)
              .put("cross_check", "AGREES")
              .put("forecast_total", total * 4)
              .put("forecast_low", total * 3)
              .put("forecast_high", total * 5)
              .put("forecast_days", 18)
              .put("complete_until", last.toString())
              .put("run_id", RUN));
    }
  }

  /** The day of a meter's flows; gives its total. */
  private double day(Meter meter, LocalDate day) {
    List<Instant> all = batchReadings(day);
    double total = all.stream().mapToDouble(meter::litres).sum();
    ObjectNode document =
        dayDocument(meter, day, "Pulse1", "L")
            .put("total_value", total)
            .put("avg_value", total / all.size())
            .put("max_value", all.stream().mapToDouble(meter::litres).max().orElseThrow())
            .put("min_value", all.stream().mapToDouble(meter::litres).min().orElseThrow())
            .put("reading_count", all.size())
            .put("excluded_count", 0)
            .put("late_count", 0)
            .put("first_event_time", all.get(0).toString())
            .put("last_event_time", all.get(all.size() - 1).toString())
            .put("register_advance", total + 1)
            .put("register_difference", -1)
            .put("cross_check", "AGREES");
    ArrayNode hours = document.putArray("hours");
    all.stream()
        .map(at -> at.truncatedTo(ChronoUnit.HOURS))
        .distinct()
        .forEach(hour -> hours.add(hour(meter, hour, all)));
    ArrayNode readings = document.putArray("readings");
    for (Instant at : all) {
      ObjectNode reading = readings.addObject();
      reading.put("at", at.toString()).put("value", meter.litres(at)).put("counted", true);
      reading.putArray("flags");
      reading
          .put("partition", meter.number() % 4)
          .put("offset", at.getEpochSecond() / 900)
          .put("arrival", at.plusSeconds(1).toString());
    }
    add("meter-days-", day, id(meter, "Pulse1", day), document);
    return total;
  }

  private static ObjectNode hour(Meter meter, Instant hour, List<Instant> readings) {
    List<Double> values =
        readings.stream()
            .filter(at -> at.truncatedTo(ChronoUnit.HOURS).equals(hour))
            .map(meter::litres)
            .toList();
    return JSON.createObjectNode()
        .put("start", hour.toString())
        .put("sum", values.stream().mapToDouble(Double::doubleValue).sum())
        .put("count", values.size())
        .put("excluded", 0)
        .put("min", values.stream().mapToDouble(Double::doubleValue).min().orElseThrow())
        .put("max", values.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
  }

  private void gauge(Meter meter, LocalDate day, String measurement, String unit, double value) {
    Instant at = startOf(day).plus(Duration.ofHours(3));
    add(
        "meter-days-",
        day,
        id(meter, measurement, day),
        dayDocument(meter, day, measurement, unit)
            .put("avg_value", value)
            .put("max_value", value)
            .put("min_value", value)
            .put("reading_count", 1)
            .put("excluded_count", 0)
            .put("late_count", 0)
            .put("first_event_time", at.toString())
            .put("last_event_time", at.toString()));
  }

  private static ObjectNode dayDocument(
      Meter meter, LocalDate day, String measurement, String unit) {
    return document(meter)
        .put("measurement_type", measurement)
        .put("unit", unit)
        .put("local_date", day.toString())
        .put("time_zone", ZONE.getId())
        .put("run_id", RUN);
  }

  private static String id(Meter meter, String measurement, LocalDate day) {
    return meter.id() + "|" + measurement + "|" + day;
  }

  /** The readings of a local day that the batch layer has. */
  static List<Instant> batchReadings(LocalDate day) {
    Instant end = startOf(day.plusDays(1));
    Instant known = HORIZON.plusSeconds(1);
    return readings(startOf(day), end.isBefore(known) ? end : known);
  }

  private void suburbHours() {
    List<String> suburbs = METERS.stream().map(Meter::suburbOrUnknown).distinct().toList();
    for (String suburb : suburbs) {
      Predicate<Meter> there = meter -> meter.suburbOrUnknown().equals(suburb);
      for (Instant hour = startOf(FIRST_DATE); hour.isBefore(SEAM); hour = hour.plusSeconds(3600)) {
        LocalDate day = LocalDate.ofInstant(hour, ZONE);
        long meters = METERS.stream().filter(there).count();
        add(
            "suburb-hours-",
            day,
            suburb + "|" + hour + "|" + day,
            JSON.createObjectNode()
                .put("suburb", suburb)
                .put("local_date", day.toString())
                .put("hour", hour.toString())
                .put("litres", ViewFixture.litres(there, hour, hour.plusSeconds(3600)))
                .put("readings", 4 * meters)
                .put("meters", meters)
                .put("run_id", RUN));
      }
    }
  }

  private void problems() {
    LocalDate day = LocalDate.ofInstant(HORIZON, ZONE);
    problem(METERS.get(0), day, "CONTINUOUS_LEAK", "CRITICAL", "water ran for 24 h");
    problem(METERS.get(0), day.minusDays(1), "CONTINUOUS_LEAK", "CRITICAL", "water ran for 23 h");
    problem(METERS.get(1), day, "REGISTER_MISMATCH", "WARNING", "flows 100 L, register 120 L");
    problem(METERS.get(3), day.minusDays(2), "SILENT", "INFO", "12 of 96 readings");
  }

  private void problem(Meter meter, LocalDate day, String type, String severity, String evidence) {
    add(
        "problem-meters-",
        day,
        day + "|" + meter.id() + "|Pulse1|" + type,
        document(meter)
            .put("local_date", day.toString())
            .put("measurement_type", "Pulse1")
            .put("issue_type", type)
            .put("severity", severity)
            .put("total_value", 100)
            .put("avg_value", 1)
            .put("max_value", 2)
            .put("min_value", 0)
            .put("reading_count", 96)
            .put("excluded_count", 0)
            .put("evidence", evidence)
            .put("run_id", RUN));
  }

  private void runs() {
    for (int number = 0; number < 3; number++) {
      Instant finished = SEAM.plus(Duration.ofHours(1)).minus(Duration.ofHours(number));
      String id = number == 0 ? RUN : RUN.replace("0001", "000" + (number + 1));
      ObjectNode run =
          JSON.createObjectNode()
              .put("run_id", id)
              .put("started_at", finished.minusSeconds(20).toString())
              .put("finished_at", finished.toString())
              .put("duration_seconds", 20.5 + number)
              .put("snapshot_id", 100 - number)
              .put("previous_snapshot_id", 99 - number)
              .put("days", 1)
              .put("readings", 1000)
              .put("duplicates", 3)
              .put("excluded", 2)
              .put("unknown_meter", 1)
              .put("disagreements", 1)
              .put("problems", 4)
              .put("horizon", HORIZON.minus(Duration.ofHours(number)).toString())
              .put("mode", "incremental")
              .put("files", 12)
              .put("small_files", 5);
      run.putArray("days_written").add("2022-07-13");
      add("batch-runs", id, run);
    }
    add(
        "batch-state",
        "state",
        JSON.createObjectNode()
            .put("run_id", RUN)
            .put("horizon", HORIZON.toString())
            .put("seam", SEAM.toString())
            .put("first_date", FIRST_DATE.toString())
            .put("last_date", LocalDate.ofInstant(HORIZON, ZONE).toString())
            .put("indexed_at", SEAM.plus(Duration.ofMinutes(61)).toString()));
  }
}
