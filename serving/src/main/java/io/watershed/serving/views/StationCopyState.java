package io.watershed.serving.views;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.contract.Field;
import io.watershed.core.contract.Table;
import io.watershed.core.contract.hive.StationHourlySummary;
import io.watershed.core.contract.index.BatchStateIndex;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
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

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ADDRESS =
      "/" + BatchStateIndex.INDEX.name() + "/_doc/" + BatchStateIndex.STATIONS_ID;
  private static final int NOT_FOUND = 404;

  /** What was written last; empty where there are no copies. */
  static Optional<StationCopyState> read(RestClient elasticsearch) throws IOException {
    JsonNode document;
    try (InputStream body =
        elasticsearch.performRequest(new Request("GET", ADDRESS)).getEntity().getContent()) {
      document = JSON.readTree(body).path("_source");
    } catch (ResponseException answered) {
      if (answered.getResponse().getStatusLine().getStatusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw answered;
    }
    Map<String, SortedMap<LocalDate, String>> places = new TreeMap<>();
    for (Map.Entry<String, JsonNode> table :
        document.path(BatchStateIndex.COPIED.name()).properties()) {
      SortedMap<LocalDate, String> days = new TreeMap<>();
      for (Map.Entry<String, JsonNode> day : table.getValue().properties()) {
        days.put(LocalDate.parse(day.getKey()), day.getValue().asText());
      }
      places.put(table.getKey(), days);
    }
    return Optional.of(
        new StationCopyState(
            document.path(BatchStateIndex.RUN_ID.name()).asText(),
            instant(document, BatchStateIndex.SEAM),
            instant(document, BatchStateIndex.HORIZON),
            instant(document, BatchStateIndex.FORECASTS_ISSUED),
            places));
  }

  private static Instant instant(JsonNode document, Field field) {
    JsonNode value = document.path(field.name());
    return value.isTextual() ? Instant.parse(value.asText()) : null;
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
    ObjectNode state = JSON.createObjectNode().put(BatchStateIndex.RUN_ID.name(), runId);
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
