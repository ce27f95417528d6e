package io.watershed.serving.views;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.elasticsearch.Bulk;
import io.watershed.elasticsearch.BulkIndexer;
import io.watershed.elasticsearch.ElasticsearchAddress;
import io.watershed.elasticsearch.ElasticsearchConnection;
import io.watershed.elasticsearch.JsonLines;
import io.watershed.elasticsearch.Refusal;
import io.watershed.serving.views.BatchTables.MonthRow;
import io.watershed.serving.views.BatchTables.ProblemRow;
import io.watershed.serving.views.BatchTables.Run;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/**
 * Copies days of the batch views to Elasticsearch. Ids are made of what a row is about and the
 * state comes last, so copying again changes nothing, and a copy that died is made again whole. Not
 * safe for several threads.
 */
final class ViewCopier {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BULK_BYTES = 4_000_000;
  private static final int STALE_AT_ONCE = 5_000;
  private static final int NOT_FOUND = 404;

  private final RestClient elasticsearch;
  private final BulkIndexer indexer;
  private final Clock clock;
  private final Consumer<String> progress;
  private final List<Refusal> refusals = new ArrayList<>();

  /**
   * A copier.
   *
   * @param progress is told, in a few words, what is being done
   */
  ViewCopier(ElasticsearchAddress address, Clock clock, Consumer<String> progress) {
    this.elasticsearch = ElasticsearchConnection.to(address);
    this.indexer = new BulkIndexer(address, BULK_BYTES, refusals::add);
    this.clock = clock;
    this.progress = progress;
  }

  /** The run that the copies are of, if there are any. */
  Optional<String> copiedRun() throws IOException {
    Request request = new Request("GET", "/" + ViewIndices.STATE + "/_doc/" + ViewIndices.STATE_ID);
    try {
      return Optional.of(read(elasticsearch.performRequest(request)))
          .map(document -> document.at("/_source/run_id").asText())
          .filter(run -> !run.isEmpty());
    } catch (ResponseException answered) {
      if (answered.getResponse().getStatusLine().getStatusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw answered;
    }
  }

  /**
   * Copies what the runs after the copied one wrote, or everything where that is not known.
   *
   * @return whether there was anything to copy
   * @throws IOException if Elasticsearch refuses a document or a request
   */
  boolean copyNews(BatchTables tables) throws IOException, SQLException, InterruptedException {
    List<Run> runs = tables.runs();
    if (runs.isEmpty()) {
      return false;
    }
    Run newest = runs.get(runs.size() - 1);
    Optional<String> copied = copiedRun();
    if (copied.equals(Optional.of(newest.runId()))) {
      return false;
    }
    List<LocalDate> present = tables.days();
    boolean known = runs.stream().anyMatch(run -> copied.equals(Optional.of(run.runId())));
    SortedSet<LocalDate> days = new TreeSet<>();
    if (known) {
      for (Run run : runs) {
        if (run.runId().compareTo(copied.orElseThrow()) > 0) {
          days.addAll(run.days());
        }
      }
    } else {
      days.addAll(present);
    }
    copy(tables, runs, newest, days, present);
    return true;
  }

  private void copy(
      BatchTables tables,
      List<Run> runs,
      Run newest,
      SortedSet<LocalDate> days,
      List<LocalDate> present)
      throws IOException, SQLException, InterruptedException {
    int done = 0;
    SortedSet<String> months = new TreeSet<>();
    for (LocalDate day : days) {
      progress.accept("copying " + day + ", " + done + " of " + days.size() + " days done");
      copyDay(tables, day, newest.runId());
      months.add(day.toString().substring(0, "YYYY-MM".length()));
      done++;
    }
    for (String month : months) {
      progress.accept("copying the figures of " + month);
      for (MonthRow row : tables.months(month)) {
        String id = row.meterId() + "|" + row.measurement() + "|" + month;
        writeMonth(begin(ViewIndices.MONTHS, id), row, month, newest.runId());
        indexer.added();
      }
    }
    for (Run run : runs) {
      writeRun(begin(ViewIndices.RUNS, run.runId()), run);
      indexer.added();
    }
    finish();
    for (LocalDate day : days) {
      removeStale(day, newest.runId());
    }
    refresh(
        List.of(
            ViewIndices.all(ViewIndices.DAYS),
            ViewIndices.all(ViewIndices.SUBURBS),
            ViewIndices.all(ViewIndices.PROBLEMS),
            ViewIndices.MONTHS,
            ViewIndices.RUNS));
    writeState(newest, runs, present);
    progress.accept("");
  }

  private void copyDay(BatchTables tables, LocalDate day, String runId)
      throws IOException, SQLException, InterruptedException {
    DayDocuments documents = new DayDocuments(day, runId);
    tables.readings(day, documents);
    for (DayFigures figures : tables.figures(day)) {
      String index = ViewIndices.ofMonth(ViewIndices.DAYS, day);
      documents.write(begin(index, documents.id(figures)), figures);
      indexer.added();
    }
    String suburbs = ViewIndices.ofMonth(ViewIndices.SUBURBS, day);
    for (Map.Entry<String, TreeMap<Long, DayDocuments.SuburbHour>> suburb :
        documents.suburbs().entrySet()) {
      for (Map.Entry<Long, DayDocuments.SuburbHour> hour : suburb.getValue().entrySet()) {
        JsonLines json = begin(suburbs, documents.suburbId(suburb.getKey(), hour.getKey()));
        documents.writeSuburb(json, suburb.getKey(), hour.getKey(), hour.getValue());
        indexer.added();
      }
    }
    for (ProblemRow problem : tables.problems(day)) {
      String id =
          day + "|" + problem.meterId() + "|" + problem.measurement() + "|" + problem.issue();
      writeProblem(begin(ViewIndices.ofMonth(ViewIndices.PROBLEMS, day), id), problem, day, runId);
      indexer.added();
    }
    finish();
  }

  private JsonLines begin(String index, String id) {
    Bulk bulk = indexer.bulk();
    return bulk.begin(index, id);
  }

  private static void writeProblem(JsonLines json, ProblemRow row, LocalDate day, String runId) {
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

  private static void writeMonth(JsonLines json, MonthRow row, String month, String runId) {
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

  private static void writeRun(JsonLines json, Run run) {
    json.beginObject().text("run_id", run.runId());
    DayDocuments.instant(json, "started_at", run.startedMillis());
    DayDocuments.instant(json, "finished_at", run.finishedMillis());
    DayDocuments.number(json, "duration_seconds", run.durationSeconds());
    DayDocuments.whole(json, "snapshot_id", run.snapshotId());
    DayDocuments.whole(json, "previous_snapshot_id", run.previousSnapshotId());
    json.number("days", run.days().size());
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

  private void writeState(Run newest, List<Run> runs, List<LocalDate> present) throws IOException {
    ObjectNode state = JSON.createObjectNode().put("run_id", newest.runId());
    runs.stream()
        .map(Run::horizonMillis)
        .filter(Objects::nonNull)
        .max(Long::compare)
        .map(Instant::ofEpochMilli)
        .ifPresent(
            horizon ->
                state
                    .put("horizon", horizon.toString())
                    .put("seam", horizon.truncatedTo(ChronoUnit.HOURS).toString()));
    if (!present.isEmpty()) {
      state
          .put("first_date", present.get(0).toString())
          .put("last_date", present.get(present.size() - 1).toString());
    }
    state.put("indexed_at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    Request request = new Request("PUT", "/" + ViewIndices.STATE + "/_doc/" + ViewIndices.STATE_ID);
    request.addParameter("refresh", "true");
    request.setJsonEntity(state.toString());
    elasticsearch.performRequest(request);
  }

  private void finish() throws IOException, InterruptedException {
    indexer.finish();
    if (!refusals.isEmpty()) {
      Refusal first = refusals.get(0);
      int number = refusals.size();
      refusals.clear();
      throw new IOException(
          "Elasticsearch refuses "
              + number
              + " documents, the first "
              + first.index()
              + "/"
              + first.id()
              + ": "
              + first.problem());
    }
  }

  /** Deletes documents of a day that the copied run does not have any more. */
  private void removeStale(LocalDate day, String runId) throws IOException {
    for (String name : List.of(ViewIndices.DAYS, ViewIndices.SUBURBS, ViewIndices.PROBLEMS)) {
      String index = ViewIndices.ofMonth(name, day);
      refresh(List.of(index));
      List<String> stale = stale(index, day, runId);
      while (!stale.isEmpty()) {
        delete(index, stale);
        refresh(List.of(index));
        stale = stale(index, day, runId);
      }
    }
  }

  private List<String> stale(String index, LocalDate day, String runId) throws IOException {
    ObjectNode body = JSON.createObjectNode().put("size", STALE_AT_ONCE).put("_source", false);
    ObjectNode bool = body.putObject("query").putObject("bool");
    bool.putArray("filter").addObject().putObject("term").put("local_date", day.toString());
    bool.putArray("must_not").addObject().putObject("term").put("run_id", runId);
    Request request = new Request("POST", "/" + index + "/_search");
    request.addParameter("ignore_unavailable", "true");
    request.setJsonEntity(body.toString());
    List<String> ids = new ArrayList<>();
    read(elasticsearch.performRequest(request))
        .at("/hits/hits")
        .forEach(hit -> ids.add(hit.get("_id").asText()));
    return ids;
  }

  private void delete(String index, Collection<String> ids) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String id : ids) {
      ObjectNode action = JSON.createObjectNode();
      action.putObject("delete").put("_index", index).put("_id", id);
      lines.append(action).append('\n');
    }
    Request request = new Request("POST", "/_bulk");
    request.setJsonEntity(lines.toString());
    if (read(elasticsearch.performRequest(request)).path("errors").asBoolean()) {
      throw new IOException("Elasticsearch does not delete outdated documents of " + index);
    }
  }

  private void refresh(List<String> indices) throws IOException {
    Request request = new Request("POST", "/" + String.join(",", indices) + "/_refresh");
    request.addParameter("ignore_unavailable", "true");
    elasticsearch.performRequest(request);
  }

  private static JsonNode read(Response response) throws IOException {
    try (InputStream body = response.getEntity().getContent()) {
      return JSON.readTree(body);
    }
  }
}
