package io.watershed.serving.views;

import io.watershed.elasticsearch.JsonLines;
import io.watershed.serving.views.BatchTables.MonthRow;
import io.watershed.serving.views.BatchTables.ProblemRow;
import io.watershed.serving.views.BatchTables.Run;
import java.time.LocalDate;

/** Rows of the batch views that become one document each; what a row lacks, its document lacks. */
final class RowDocuments {

  private RowDocuments() {}

  static void problem(JsonLines json, ProblemRow row, LocalDate day, String runId) {
    json.beginObject()
        .text("local_date", day.toString())
        .text("meter_id", row.meterId())
        .text("measurement_type", row.measurement())
        .text("issue_type", row.issue())
        .text("severity", row.severity());
    DayDocuments.number(json, "total_value", row.total());
    DayDocuments.number(json, "avg_value", row.average());
    DayDocuments.number(json, "max_value", row.highest());
    DayDocuments.number(json, "min_value", row.lowest());
    json.number("reading_count", row.readings()).number("excluded_count", row.excluded());
    DayDocuments.text(json, "evidence", row.evidence());
    DayDocuments.attributes(json, row.attributes());
    json.text("run_id", runId).endObject();
  }

  static void month(JsonLines json, MonthRow row, String month, String runId) {
    json.beginObject()
        .text("meter_id", row.meterId())
        .text("measurement_type", row.measurement())
        .text("unit", row.unit())
        .text("month", month);
    DayDocuments.number(json, "monthly_total", row.total());
    DayDocuments.number(json, "monthly_avg", row.average());
    DayDocuments.number(json, "max_value", row.highest());
    DayDocuments.number(json, "min_value", row.lowest());
    json.number("reading_count", row.readings())
        .number("excluded_count", row.excluded())
        .number("days_with_readings", row.days());
    DayDocuments.attributes(json, row.attributes());
    DayDocuments.number(json, "register_difference", row.registerDifference());
    DayDocuments.text(json, "cross_check", row.crossCheck());
    DayDocuments.number(json, "forecast_total", row.forecast());
    DayDocuments.number(json, "forecast_low", row.forecastLow());
    DayDocuments.number(json, "forecast_high", row.forecastHigh());
    DayDocuments.whole(json, "forecast_days", row.forecastDays());
    DayDocuments.text(json, "complete_until", row.completeUntil());
    json.text("run_id", runId).endObject();
  }

  static void run(JsonLines json, Run run) {
    json.beginObject().text("run_id", run.runId());
    DayDocuments.instant(json, "started_at", run.startedMillis());
    DayDocuments.instant(json, "finished_at", run.finishedMillis());
    DayDocuments.number(json, "duration_seconds", run.durationSeconds());
    DayDocuments.whole(json, "snapshot_id", run.snapshotId());
    DayDocuments.whole(json, "previous_snapshot_id", run.previousSnapshotId());
    json.texts("days_written", run.days().stream().map(LocalDate::toString).toList())
        .number("days", run.days().size());
    DayDocuments.whole(json, "readings", run.readings());
    DayDocuments.whole(json, "duplicates", run.duplicates());
    DayDocuments.whole(json, "excluded", run.excluded());
    DayDocuments.whole(json, "unknown_meter", run.unknownMeter());
    DayDocuments.whole(json, "disagreements", run.disagreements());
    DayDocuments.whole(json, "problems", run.problems());
    DayDocuments.instant(json, "horizon", run.horizonMillis());
    DayDocuments.text(json, "mode", run.mode());
    DayDocuments.whole(json, "files", run.files());
    DayDocuments.whole(json, "small_files", run.smallFiles());
    json.endObject();
  }
}
