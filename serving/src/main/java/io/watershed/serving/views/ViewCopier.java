package io.watershed.serving.views;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.contract.Index;
import io.watershed.core.contract.hive.BatchRuns;
import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.contract.hive.MonthlyStats;
import io.watershed.core.contract.index.BatchRunsIndex;
import io.watershed.core.contract.index.BatchStateIndex;
import io.watershed.core.contract.index.MeterDaysIndex;
import io.watershed.core.contract.index.MeterMonthsIndex;
import io.watershed.core.contract.index.ProblemMetersIndex;
import io.watershed.core.contract.index.SuburbHoursIndex;
import io.watershed.core.json.Json;
import io.watershed.elasticsearch.ElasticsearchAddress;
import io.watershed.elasticsearch.ElasticsearchConnection;
import io.watershed.elasticsearch.JsonLines;
import io.watershed.elasticsearch.Search;
import io.watershed.hive.HiveRow;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;

/**
 * Copies days of the batch views to Elasticsearch. Ids are made of what a row is about and the
 * state comes last, so copying again changes nothing, and a copy that died is made again whole. Not
 * safe for several threads.
 */
final class ViewCopier {

  private static final String STATE =
      "/" + BatchStateIndex.INDEX.name() + "/_doc/" + BatchStateIndex.METERS_ID;

  /** What is kept by local day, in an index a month. */
  private static final List<Index> OF_DAYS =
      List.of(MeterDaysIndex.INDEX, SuburbHoursIndex.INDEX, ProblemMetersIndex.INDEX);

  private final RestClient elasticsearch;
  private final Search search;
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
    this.search = Search.forLayers(address);
    this.writer = new CopyWriter(address);
    this.stale = new StaleDocuments(elasticsearch, search);
    this.clock = clock;
    this.progress = progress;
  }

  /** The run that the copies are of, if there are any. */
  Optional<String> copiedRun() {
    return search
        .document(BatchStateIndex.INDEX, BatchStateIndex.METERS_ID)
        .map(state -> state.text(BatchStateIndex.RUN_ID));
  }

  /**
   * Copies what the runs after the copied one wrote, or everything where that is not known.
   *
   * @return whether there was anything to copy
   * @throws IOException if Elasticsearch refuses a document or a request
   */
  boolean copyNews(BatchTables tables) throws IOException, SQLException, InterruptedException {
    List<HiveRow> runs = tables.runs();
    if (runs.isEmpty()) {
      return false;
    }
    HiveRow newest = runs.get(runs.size() - 1);
    Optional<String> copied = copiedRun();
    if (copied.equals(Optional.of(RowDocuments.runId(newest)))) {
      return false;
    }
    writer.start();
    List<LocalDate> present = tables.days();
    boolean known =
        runs.stream().map(RowDocuments::runId).anyMatch(run -> copied.equals(Optional.of(run)));
    SortedSet<LocalDate> days = new TreeSet<>();
    if (known) {
      for (HiveRow run : runs) {
        if (RowDocuments.runId(run).compareTo(copied.orElseThrow()) > 0) {
          days.addAll(daysOf(run));
        }
      }
    } else {
      days.addAll(present);
    }
    SortedSet<String> months = copy(tables, runs, newest, days);
    removeStale(runs, newest, known, days, months);
    search.refresh(
        Stream.concat(OF_DAYS.stream(), Stream.of(MeterMonthsIndex.INDEX, BatchRunsIndex.INDEX))
            .map(Index::pattern)
            .collect(Collectors.joining(",")));
    writeState(newest, runs, present);
    progress.accept("");
    return true;
  }

  private static List<LocalDate> daysOf(HiveRow run) {
    List<String> days = run.get(BatchRuns.DAYS_WRITTEN);
    return days == null ? List.of() : days.stream().map(LocalDate::parse).toList();
  }

  /** Returns the months whose figures were copied, those of the days. */
  private SortedSet<String> copy(
      BatchTables tables, List<HiveRow> runs, HiveRow newest, SortedSet<LocalDate> days)
      throws IOException, SQLException, InterruptedException {
    String runId = RowDocuments.runId(newest);
    int done = 0;
    SortedSet<String> months = new TreeSet<>();
    for (LocalDate day : days) {
      progress.accept("copying " + day + ", " + done + " of " + days.size() + " days done");
      copyDay(tables, day, runId);
      months.add(day.toString().substring(0, "YYYY-MM".length()));
      done++;
    }
    for (String month : months) {
      progress.accept("copying the figures of " + month);
      for (HiveRow row : tables.months(month)) {
        JsonLines json = writer.begin(MeterMonthsIndex.INDEX.name(), RowDocuments.monthId(row));
        RowDocuments.month(json, row, runId);
        writer.added();
      }
    }
    for (HiveRow run : runs) {
      JsonLines json = writer.begin(BatchRunsIndex.INDEX.name(), RowDocuments.runId(run));
      RowDocuments.run(json, run);
      writer.added();
    }
    writer.finish();
    return months;
  }

  /** Deletes what the batch views do not hold any more. */
  private void removeStale(
      List<HiveRow> runs,
      HiveRow newest,
      boolean known,
      SortedSet<LocalDate> days,
      SortedSet<String> months)
      throws IOException {
    String runId = RowDocuments.runId(newest);
    if (!known) {
      for (Index index : OF_DAYS) {
        stale.removeAllBut(index.pattern(), List.of(runId));
      }
      stale.removeAllBut(MeterMonthsIndex.INDEX.name(), List.of(runId));
      stale.removeAllBut(
          BatchRunsIndex.INDEX.name(), runs.stream().map(RowDocuments::runId).toList());
      return;
    }
    for (LocalDate day : days) {
      for (Index index : OF_DAYS) {
        stale.removeFrom(index.ofDay(day), DailyStats.LOCAL_DATE.name(), day.toString(), runId);
      }
    }
    for (String month : months) {
      stale.removeFrom(MeterMonthsIndex.INDEX.name(), MonthlyStats.MONTH.name(), month, runId);
    }
  }

  private void copyDay(BatchTables tables, LocalDate day, String runId)
      throws IOException, SQLException, InterruptedException {
    DayDocuments documents = new DayDocuments(day, runId);
    tables.readings(day, documents);
    for (HiveRow figures : tables.figures(day)) {
      String index = MeterDaysIndex.INDEX.ofDay(day);
      documents.write(writer.begin(index, documents.id(figures)), figures);
      writer.added();
    }
    String suburbs = SuburbHoursIndex.INDEX.ofDay(day);
    for (Map.Entry<String, TreeMap<Long, DayDocuments.SuburbHour>> suburb :
        documents.suburbs().entrySet()) {
      for (Map.Entry<Long, DayDocuments.SuburbHour> hour : suburb.getValue().entrySet()) {
        JsonLines json = writer.begin(suburbs, documents.suburbId(suburb.getKey(), hour.getKey()));
        documents.writeSuburb(json, suburb.getKey(), hour.getKey(), hour.getValue());
        writer.added();
      }
    }
    for (HiveRow problem : tables.problems(day)) {
      JsonLines json =
          writer.begin(ProblemMetersIndex.INDEX.ofDay(day), RowDocuments.problemId(problem));
      RowDocuments.problem(json, problem, runId);
      writer.added();
    }
    writer.finish();
  }

  private void writeState(HiveRow newest, List<HiveRow> runs, List<LocalDate> present)
      throws IOException {
    ObjectNode state =
        Json.MAPPER
            .createObjectNode()
            .put(BatchStateIndex.RUN_ID.name(), RowDocuments.runId(newest));
    runs.stream()
        .map(run -> run.get(BatchRuns.HORIZON))
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .map(horizon -> horizon.toInstant(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS))
        .ifPresent(
            horizon ->
                state
                    .put(BatchStateIndex.HORIZON.name(), horizon.toString())
                    .put(
                        BatchStateIndex.SEAM.name(),
                        horizon.truncatedTo(ChronoUnit.HOURS).toString()));
    if (!present.isEmpty()) {
      state
          .put(BatchStateIndex.FIRST_DATE.name(), present.get(0).toString())
          .put(BatchStateIndex.LAST_DATE.name(), present.get(present.size() - 1).toString());
    }
    state.put(
        BatchStateIndex.INDEXED_AT.name(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    Request request = new Request("PUT", STATE);
    request.addParameter("refresh", "true");
    request.setJsonEntity(state.toString());
    elasticsearch.performRequest(request);
  }
}
