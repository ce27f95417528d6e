package io.watershed.serving.views;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.contract.index.MeterDaysIndex;
import io.watershed.core.json.Json;
import io.watershed.elasticsearch.Search;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;

/**
 * Deletes copies of rows that the batch views do not have any more: those that another run left.
 * They are searched and then deleted by id, since a bare Elasticsearch cannot delete by query.
 */
final class StaleDocuments {

  // Copies of all indices name their run alike.
  private static final String RUN_ID = MeterDaysIndex.RUN_ID.name();
  private static final int AT_ONCE = 5_000;

  private final RestClient elasticsearch;
  private final Search search;

  StaleDocuments(RestClient elasticsearch, Search search) {
    this.elasticsearch = elasticsearch;
    this.search = search;
  }

  /**
   * Deletes what a day or a month has of other runs.
   *
   * @param field the field that names the day or month
   * @param value the day or month
   * @param runId the run whose documents stay
   */
  void removeFrom(String index, String field, String value, String runId) throws IOException {
    ObjectNode bool = Json.MAPPER.createObjectNode();
    bool.putArray("filter").addObject().putObject("term").put(field, value);
    bool.putArray("must_not").addObject().putObject("term").put(RUN_ID, runId);
    remove(index, bool);
  }

  /**
   * Deletes what is of other runs.
   *
   * @param index an index, or a pattern of several
   * @param runIds the runs whose documents stay
   */
  void removeAllBut(String index, Collection<String> runIds) throws IOException {
    ObjectNode bool = Json.MAPPER.createObjectNode();
    ArrayNode kept = bool.putArray("must_not").addObject().putObject("terms").putArray(RUN_ID);
    runIds.forEach(kept::add);
    remove(index, bool);
  }

  /**
   * Deletes what is of days before one.
   *
   * @param index an index, or a pattern of several
   * @param field the field that names the day
   * @param day the first day whose documents stay
   */
  void removeBefore(String index, String field, String day) throws IOException {
    ObjectNode bool = Json.MAPPER.createObjectNode();
    bool.putArray("filter").addObject().putObject("range").putObject(field).put("lt", day);
    remove(index, bool);
  }

  private void remove(String index, ObjectNode bool) throws IOException {
    search.refresh(index);
    JsonNode stale = search(index, bool);
    while (!stale.isEmpty()) {
      delete(stale);
      search.refresh(index);
      stale = search(index, bool);
    }
  }

  private JsonNode search(String index, ObjectNode bool) {
    ObjectNode body = Json.MAPPER.createObjectNode().put("size", AT_ONCE).put("_source", false);
    body.putObject("query").set("bool", bool);
    return search.search(index, body).at("/hits/hits");
  }

  private void delete(JsonNode hits) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (JsonNode hit : hits) {
      ObjectNode action = Json.MAPPER.createObjectNode();
      action
          .putObject("delete")
          .put("_index", hit.get("_index").asText())
          .put("_id", hit.get("_id").asText());
      lines.append(action).append('\n');
    }
    Request request = new Request("POST", "/_bulk");
    request.setJsonEntity(lines.toString());
    if (read(request).path("errors").asBoolean()) {
      throw new IOException("Elasticsearch does not delete outdated copies of the batch views");
    }
  }

  private JsonNode read(Request request) throws IOException {
    try (InputStream body = elasticsearch.performRequest(request).getEntity().getContent()) {
      return Json.MAPPER.readTree(body);
    }
  }
}
