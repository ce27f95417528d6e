package io.watershed.batch.reconcile;

import io.watershed.core.contract.Indices;
import io.watershed.core.contract.index.ReconciliationHoursIndex;
import io.watershed.core.contract.index.ReconciliationsIndex;
import io.watershed.core.settings.Settings;
import io.watershed.elasticsearch.BulkIndexer;
import io.watershed.elasticsearch.ElasticsearchAddress;
import io.watershed.elasticsearch.IndexTemplates;
import io.watershed.elasticsearch.JsonLines;
import io.watershed.elasticsearch.Refusal;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes reports to Elasticsearch, for dashboards: one document about the whole, and one for each
 * hour of arrival, of all streams together, that replaces the hour's former one.
 */
final class ReportPublisher {

  private static final int BULK_BYTES = 1_000_000;

  private final ElasticsearchAddress address;

  ReportPublisher(Settings settings) {
    this.address = ElasticsearchAddress.from(settings);
  }

  /** Writes reports; waits for an Elasticsearch that is away. */
  void publish(List<Report> reports, Instant checkedAt) throws IOException, InterruptedException {
    IndexTemplates.install(address, Indices.OF_BATCH_LAYER);
    List<Refusal> refusals = new ArrayList<>();
    BulkIndexer indexer = new BulkIndexer(address, BULK_BYTES, refusals::add);
    Instant at = checkedAt.truncatedTo(ChronoUnit.MILLIS);
    check(indexer.bulk().begin(ReconciliationsIndex.INDEX.name(), at.toString()), reports, at);
    indexer.added();
    for (HourRow row : hours(reports)) {
      hour(
          indexer.bulk().begin(ReconciliationHoursIndex.INDEX.name(), row.hour().toString()),
          row,
          at);
      indexer.added();
    }
    indexer.finish();
    if (!refusals.isEmpty()) {
      Refusal first = refusals.get(0);
      throw new IOException(
          "Elasticsearch refuses " + first.index() + "/" + first.id() + ": " + first.problem());
    }
  }

  static void check(JsonLines json, List<Report> reports, Instant at) {
    HourRow total = HourRow.total(reports.stream().map(Report::total).toList());
    json.beginObject()
        .instant(ReconciliationsIndex.CHECKED_AT, at.toEpochMilli())
        .flag(ReconciliationsIndex.AGREES, reports.stream().allMatch(Report::agrees))
        .number(ReconciliationsIndex.MESSAGES, total.kafka())
        .number(ReconciliationsIndex.DEAD_LETTERS, total.letters())
        .number(ReconciliationsIndex.BEHIND, reports.stream().mapToLong(Report::behind).sum())
        .beginArray(ReconciliationsIndex.CHECKS);
    for (Report report : reports) {
      for (Check check : report.checks()) {
        json.beginElement()
            .text("name", report.stream().title() + ": " + check.name())
            .number("expected", check.expected())
            .number("actual", check.actual())
            .flag("agrees", check.agrees())
            .text("words", check.words())
            .endObject();
      }
    }
    json.endArray();
    List<String> notes = reports.stream().flatMap(report -> report.notes().stream()).toList();
    if (!notes.isEmpty()) {
      json.text(ReconciliationsIndex.NOTES, String.join(" ", notes));
    }
    json.endObject();
  }

  /** The hours of all streams, those of the same hour added up. */
  static List<HourRow> hours(List<Report> reports) {
    SortedMap<Instant, List<HourRow>> byHour = new TreeMap<>();
    for (Report report : reports) {
      for (HourRow row : report.hours()) {
        byHour.computeIfAbsent(row.hour(), hour -> new ArrayList<>()).add(row);
      }
    }
    return byHour.entrySet().stream()
        .map(entry -> HourRow.total(entry.getValue()).at(entry.getKey()))
        .toList();
  }

  static void hour(JsonLines json, HourRow row, Instant at) {
    json.beginObject()
        .instant(ReconciliationHoursIndex.HOUR, row.hour().toEpochMilli())
        .instant(ReconciliationHoursIndex.CHECKED_AT, at.toEpochMilli());
    // Messages still arrive in the hour of the check; it is judged later.
    if (row.hour().isBefore(at.truncatedTo(ChronoUnit.HOURS))) {
      json.flag(ReconciliationHoursIndex.AGREES, agrees(row));
    }
    json.number(ReconciliationHoursIndex.KAFKA, row.kafka())
        .number(ReconciliationHoursIndex.ACCEPTED, row.accepted())
        .number(ReconciliationHoursIndex.LATE, row.late())
        .number(ReconciliationHoursIndex.DUPLICATES, row.duplicates())
        .number(ReconciliationHoursIndex.DEAD_LETTERS, row.letters())
        .number(ReconciliationHoursIndex.MASTER_ROWS, row.masterRows());
    row.hiveRows().ifPresent(rows -> json.number(ReconciliationHoursIndex.HIVE_ROWS, rows));
    row.speed()
        .ifPresent(
            speed ->
                json.number(ReconciliationHoursIndex.SPEED_ACCEPTED, speed.accepted())
                    .number(ReconciliationHoursIndex.SPEED_LATE, speed.late())
                    .number(ReconciliationHoursIndex.SPEED_DUPLICATES, speed.duplicates())
                    .number(ReconciliationHoursIndex.SPEED_DEAD_LETTERS, speed.deadLetters()));
    json.endObject();
  }

  private static boolean agrees(HourRow row) {
    return row.kafka() == row.explained()
        && row.speed()
            .map(
                speed ->
                    speed.accepted() + speed.late() + speed.duplicates() + speed.deadLetters()
                        == row.kafka())
            .orElse(true);
  }
}
