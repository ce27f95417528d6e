package io.watershed.serving.views;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.contract.Field;
import io.watershed.core.contract.Table;
import io.watershed.core.contract.hive.StationHourlySummary;
import io.watershed.core.contract.index.BatchStateIndex;
import io.watershed.core.json.Json;
import io.watershed.elasticsearch.Document;
import io.watershed.elasticsearch.Search;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;

/**
 * What the stations' copies are of.
 *
 * @param runId the batch run
 * @param seam where the newest hour begins; null where there is none
 * @param horizon the newest observation of the batch views; null where there is none
 * @param issued when the newest forecasts were issued; null where there are none
 * @param places where the files were that the days of a table were copied from, by table
 */
record StationCopyState(
    String runId,
    Instant seam,
    Instant horizon,
    Instant issued,
    Map<String, SortedMap<LocalDate, String>> places) {

  /** Of no copy. */
  static final StationCopyState NONE = new StationCopyState("", null, null, null, Map.of());

  private static final String ADDRESS =
      "/" + BatchStateIndex.INDEX.name() + "/_doc/" + BatchStateIndex.STATIONS_ID;

  /** What was written last; empty where there are no copies. */
  static Optional<StationCopyState> read(Search search) {
    return search
        .document(BatchStateIndex.INDEX, BatchStateIndex.STATIONS_ID)
        .map(StationCopyState::of);
  }

  private static StationCopyState of(Document document) {
    Map<String, SortedMap<LocalDate, String>> places = new TreeMap<>();
    for (Map.Entry<String, JsonNode> table : document.node(BatchStateIndex.COPIED).properties()) {
      SortedMap<LocalDate, String> days = new TreeMap<>();
      for (Map.Entry<String, JsonNode> day : table.getValue().properties()) {
        days.put(LocalDate.parse(day.getKey()), day.getValue().asText());
      }
      places.put(table.getKey(), days);
    }
    return new StationCopyState(
        Objects.requireNonNullElse(document.text(BatchStateIndex.RUN_ID), ""),
        document.instant(BatchStateIndex.SEAM),
        document.instant(BatchStateIndex.HORIZON),
        document.instant(BatchStateIndex.FORECASTS_ISSUED),
        places);
  }

  /** The days of a table that were copied, each with the place of its files. */
  SortedMap<LocalDate, String> days(Table table) {
    return places.getOrDefault(table.name(), new TreeMap<>());
  }

  /** Whether the files of a day are others than those that were copied. */
  boolean isNews(Table table, LocalDate day, String place) {
    return !place.equals(days(table).get(day));
  }

  /** Writes it in place of what was written before. */
  void write(RestClient elasticsearch, Instant now) throws IOException {
    ObjectNode state = Json.MAPPER.createObjectNode().put(BatchStateIndex.RUN_ID.name(), runId);
    put(state, BatchStateIndex.SEAM, seam);
    put(state, BatchStateIndex.HORIZON, horizon);
    put(state, BatchStateIndex.FORECASTS_ISSUED, issued);
    SortedMap<LocalDate, String> hours = days(StationHourlySummary.TABLE);
    if (!hours.isEmpty()) {
      state.put(BatchStateIndex.FIRST_DATE.name(), hours.firstKey().toString());
      state.put(BatchStateIndex.LAST_DATE.name(), hours.lastKey().toString());
    }
    ObjectNode copied = state.putObject(BatchStateIndex.COPIED.name());
    places.forEach(
        (table, days) -> {
          ObjectNode byDay = copied.putObject(table);
          days.forEach((day, place) -> byDay.put(day.toString(), place));
        });
    put(state, BatchStateIndex.INDEXED_AT, now.truncatedTo(ChronoUnit.MILLIS));
    Request request = new Request("PUT", ADDRESS);
    request.addParameter("refresh", "true");
    request.setJsonEntity(state.toString());
    elasticsearch.performRequest(request);
  }

  private static void put(ObjectNode state, Field field, Instant instant) {
    if (instant != null) {
      state.put(field.name(), instant.toString());
    }
  }
}
