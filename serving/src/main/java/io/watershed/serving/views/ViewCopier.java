package io.watershed.serving.views;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.elasticsearch.ElasticsearchAddress;
import io.watershed.elasticsearch.ElasticsearchConnection;
import io.watershed.elasticsearch.JsonLines;
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
  private static final int NOT_FOUND = 404;

  private final RestClient elasticsearch;
  private final CopyWriter writer;
  private final StaleDocuments stale;
  private final Clock clock;
  private final Consumer<String> progress;

  /**
   * A copier.
   *
   * @param progress is told, in a few words, what is being done
   */
  ViewCopier(ElasticsearchAddress address, Clock clock, Consumer<String> progress) {
    this.elasticsearch = ElasticsearchConnection.to(address);
    this.writer = new CopyWriter(address);
    this.stale = new StaleDocuments(elasticsearch);
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
    writer.start();
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
    SortedSet<String> months = copy(tables, runs, newest, days);
    removeStale(runs, newest, known, days, months);
    refresh(
        List.of(
            ViewIndices.all(ViewIndices.DAYS),
            ViewIndices.all(ViewIndices.SUBURBS),
            ViewIndices.all(ViewIndices.PROBLEMS),
            ViewIndices.MONTHS,
            ViewIndices.RUNS));
    writeState(newest, runs, present);
    progress.accept("");
    return true;
  }

  /** Returns the months whose figures were copied, those of the days. */
  private SortedSet<String> copy(
      BatchTables tables, List<Run> runs, Run newest, SortedSet<LocalDate> days)
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
        RowDocuments.month(writer.begin(ViewIndices.MONTHS, id), row, month, newest.runId());
        writer.added();
      }
    }
    for (Run run : runs) {
      RowDocuments.run(writer.begin(ViewIndices.RUNS, run.runId()), run);
      writer.added();
    }
    writer.finish();
    return months;
  }

  /** Deletes what the batch views do not hold any more. */
  private void removeStale(
      List<Run> runs,
      Run newest,
      boolean known,
      SortedSet<LocalDate> days,
      SortedSet<String> months)
      throws IOException {
    if (!known) {
      for (String name : ViewIndices.OF_DAYS) {
        stale.removeAllBut(ViewIndices.all(name), List.of(newest.runId()));
      }
      stale.removeAllBut(ViewIndices.MONTHS, List.of(newest.runId()));
      stale.removeAllBut(ViewIndices.RUNS, runs.stream().map(Run::runId).toList());
      return;
    }
    for (LocalDate day : days) {
      for (String name : ViewIndices.OF_DAYS) {
        stale.removeFrom(
            ViewIndices.ofMonth(name, day), "local_date", day.toString(), newest.runId());
      }
    }
    for (String month : months) {
      stale.removeFrom(ViewIndices.MONTHS, "month", month, newest.runId());
    }
  }

  private void copyDay(BatchTables tables, LocalDate day, String runId)
      throws IOException, SQLException, InterruptedException {
    DayDocuments documents = new DayDocuments(day, runId);
    tables.readings(day, documents);
    for (DayFigures figures : tables.figures(day)) {
      String index = ViewIndices.ofMonth(ViewIndices.DAYS, day);
      documents.write(writer.begin(index, documents.id(figures)), figures);
      writer.added();
    }
    String suburbs = ViewIndices.ofMonth(ViewIndices.SUBURBS, day);
    for (Map.Entry<String, TreeMap<Long, DayDocuments.SuburbHour>> suburb :
        documents.suburbs().entrySet()) {
      for (Map.Entry<Long, DayDocuments.SuburbHour> hour : suburb.getValue().entrySet()) {
        JsonLines json = writer.begin(suburbs, documents.suburbId(suburb.getKey(), hour.getKey()));
        documents.writeSuburb(json, suburb.getKey(), hour.getKey(), hour.getValue());
        writer.added();
      }
    }
    for (ProblemRow problem : tables.problems(day)) {
      String id =
          day + "|" + problem.meterId() + "|" + problem.measurement() + "|" + problem.issue();
      RowDocuments.problem(
          writer.begin(ViewIndices.ofMonth(ViewIndices.PROBLEMS, day), id), problem, day, runId);
      writer.added();
    }
    writer.finish();
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
