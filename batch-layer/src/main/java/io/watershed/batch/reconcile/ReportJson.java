package io.watershed.batch.reconcile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * Reports as one JSON object: that of the meters, and in it that of the stations where there is
 * one. A figure that could not be counted is null.
 */
final class ReportJson {

  private ReportJson() {}

  /** The reports; {@code agrees} at the top says whether all of them do. */
  static String of(List<Report> reports) {
    ObjectNode object = Json.MAPPER.createObjectNode();
    for (Report report : reports) {
      boolean meters = report.stream() == RawStream.METERS;
      fill(meters ? object : object.putObject(report.stream().title()), report);
    }
    return object.put("agrees", reports.stream().allMatch(Report::agrees)).toString();
  }

  private static void fill(ObjectNode object, Report report) {
    object.put("agrees", report.agrees());
    ArrayNode checks = object.putArray("checks");
    for (Check check : report.checks()) {
      checks
          .addObject()
          .put("name", check.name())
          .put("expected", check.expected())
          .put("actual", check.actual())
          .put("agrees", check.agrees())
          .put("words", check.words());
    }
    fill(object.putObject("total"), report.total());
    ArrayNode hours = object.putArray("hours");
    for (HourRow row : report.hours()) {
      fill(hours.addObject().put("hour", row.hour().toString()), row);
    }
    if (report.stream() == RawStream.METERS) {
      object.put("unknownMeterReadings", report.unknownMeterReadings());
    }
    ArrayNode notes = object.putArray("notes");
    report.notes().forEach(notes::add);
  }

  private static void fill(ObjectNode object, HourRow row) {
    object
        .put("kafka", row.kafka())
        .put("accepted", row.accepted())
        .put("late", row.late())
        .put("duplicates", row.duplicates())
        .put("additions", row.additions());
    ObjectNode reasons = object.putObject("deadLetters");
    row.deadLetters().forEach(reasons::put);
    object.put("masterRows", row.masterRows()).put("hiveRows", row.hiveRows().orElse(null));
    Optional<HourRow.Speed> speed = row.speed();
    object
        .put("speedAccepted", speed.map(HourRow.Speed::accepted).orElse(null))
        .put("speedLate", speed.map(HourRow.Speed::late).orElse(null))
        .put("speedDuplicates", speed.map(HourRow.Speed::duplicates).orElse(null))
        .put("speedDeadLetters", speed.map(HourRow.Speed::deadLetters).orElse(null));
  }
}
