package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.reading.Measurement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Parts of searches. Values are nodes of their own: no text becomes part of a query's language. */
final class Queries {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Queries() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** A search for documents that pass every filter. */
  static ObjectNode filtered(int size, Collection<ObjectNode> filters) {
    ObjectNode body = object().put("size", size);
    ArrayNode all = body.putObject("query").putObject("bool").putArray("filter");
    filters.forEach(all::add);
    return body;
  }

  static ObjectNode term(String field, String value) {
    ObjectNode query = object();
    query.putObject("term").put(field, value);
    return query;
  }

  /** Windows of flows that tile time; others, and other measurements, would be added twice. */
  static ObjectNode aligned() {
    ObjectNode query = object();
    query
        .putObject("bool")
        .putArray("filter")
        .add(term("aligned", "true"))
        .add(term("measurement_type", Measurement.FLOW.canonicalName()));
    return query;
  }

  /** Documents with a value in a field. */
  static ObjectNode exists(String field) {
    ObjectNode query = object();
    query.putObject("exists").put("field", field);
    return query;
  }

  /** Documents without a value in a field. */
  static ObjectNode missing(String field) {
    ObjectNode query = object();
    ObjectNode exists = query.putObject("bool").putArray("must_not").addObject();
    exists.putObject("exists").put("field", field);
    return query;
  }

  static ObjectNode terms(String field, Collection<String> values) {
    ObjectNode query = object();
    ArrayNode array = query.putObject("terms").putArray(field);
    values.forEach(array::add);
    return query;
  }

  /** From a value on, up to another that is not included; null leaves a side open. */
  static ObjectNode range(String field, Object from, Object before) {
    ObjectNode query = object();
    ObjectNode range = query.putObject("range").putObject(field);
    if (from != null) {
      range.put("gte", from.toString());
    }
    if (before != null) {
      range.put("lt", before.toString());
    }
    return query;
  }

  /** Up to a value that is included. */
  static ObjectNode between(String field, Object from, Object to) {
    ObjectNode query = object();
    query.putObject("range").putObject(field).put("gte", from.toString()).put("lte", to.toString());
    return query;
  }

  static void sort(ObjectNode body, String field, String order) {
    ArrayNode sort = body.has("sort") ? (ArrayNode) body.get("sort") : body.putArray("sort");
    sort.addObject().putObject(field).put("order", order);
  }

  /** Documents with the sort values after which a next page begins. */
  static List<JsonNode> hits(JsonNode answer) {
    List<JsonNode> hits = new ArrayList<>();
    answer.at("/hits/hits").forEach(hits::add);
    return hits;
  }

  static ObjectNode sum(String field) {
    ObjectNode aggregation = object();
    aggregation.putObject("sum").put("field", field);
    return aggregation;
  }
}
