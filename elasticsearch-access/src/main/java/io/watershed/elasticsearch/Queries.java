package io.watershed.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.contract.Named;
import io.watershed.core.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Parts of searches. Values are nodes of their own: no text becomes part of a query's language. */
public final class Queries {

  /** An order of hits or of buckets. */
  public enum Order {
    /** The lowest first. */
    ASCENDING("asc"),
    /** The highest first. */
    DESCENDING("desc");

    private final String text;

    Order(String text) {
      this.text = text;
    }
  }

  private Queries() {}

  /** An empty object. */
  public static ObjectNode object() {
    return Json.MAPPER.createObjectNode();
  }

  /** A search for documents that pass every filter. */
  public static ObjectNode filtered(int size, Collection<ObjectNode> filters) {
    ObjectNode body = object().put("size", size);
    ArrayNode all = body.putObject("query").putObject("bool").putArray("filter");
    filters.forEach(all::add);
    return body;
  }

  /** The same. */
  public static ObjectNode filtered(int size, ObjectNode... filters) {
    return filtered(size, Arrays.asList(filters));
  }

  /** Has the search tell of some fields only. */
  public static void only(ObjectNode body, Named... fields) {
    ArrayNode source = body.putArray("_source");
    for (Named field : fields) {
      source.add(field.name());
    }
  }

  /** Has the search tell of all fields but some. */
  public static void without(ObjectNode body, Named... fields) {
    ArrayNode excludes = body.putObject("_source").putArray("excludes");
    for (Named field : fields) {
      excludes.add(field.name());
    }
  }

  /**
   * As {@link #only} where documents are large: the values come from the index, not from the
   * documents.
   */
  public static void onlyIndexed(ObjectNode body, Named... fields) {
    body.put("_source", false);
    ArrayNode values = body.putArray("docvalue_fields");
    for (Named field : fields) {
      values.add(field.name());
    }
  }

  /** Documents with a value in a field, or with that one of several. */
  public static ObjectNode term(Named field, String value) {
    ObjectNode query = object();
    query.putObject("term").put(field.name(), value);
    return query;
  }

  /** Documents with one of some values in a field. */
  public static ObjectNode terms(Named field, Collection<String> values) {
    ObjectNode query = object();
    ArrayNode array = query.putObject("terms").putArray(field.name());
    values.forEach(array::add);
    return query;
  }

  /** Documents with a value in a field. */
  public static ObjectNode exists(Named field) {
    ObjectNode query = object();
    query.putObject("exists").put("field", field.name());
    return query;
  }

  /** Documents without a value in a field. */
  public static ObjectNode missing(Named field) {
    return not(exists(field));
  }

  /** Documents that do not pass a filter. */
  public static ObjectNode not(ObjectNode filter) {
    ObjectNode query = object();
    query.putObject("bool").putArray("must_not").add(filter);
    return query;
  }

  /** Documents that pass every filter. */
  public static ObjectNode all(ObjectNode... filters) {
    ObjectNode query = object();
    query.putObject("bool").putArray("filter").addAll(Arrays.asList(filters));
    return query;
  }

  /** Documents that pass at least one filter. */
  public static ObjectNode any(Collection<ObjectNode> filters) {
    ObjectNode query = object();
    query
        .putObject("bool")
        .put("minimum_should_match", 1)
        .putArray("should")
        .addAll(List.copyOf(filters));
    return query;
  }

  /** From a value on, up to another that is not included; null leaves a side open. */
  public static ObjectNode range(Named field, Object from, Object before) {
    ObjectNode query = object();
    ObjectNode range = query.putObject("range").putObject(field.name());
    if (from != null) {
      range.put("gte", from.toString());
    }
    if (before != null) {
      range.put("lt", before.toString());
    }
    return query;
  }

  /** Up to a value that is included. */
  public static ObjectNode between(Named field, Object from, Object to) {
    ObjectNode query = object();
    query
        .putObject("range")
        .putObject(field.name())
        .put("gte", from.toString())
        .put("lte", to.toString());
    return query;
  }

  /** After a value. */
  public static ObjectNode after(Named field, Object value) {
    ObjectNode query = object();
    query.putObject("range").putObject(field.name()).put("gt", value.toString());
    return query;
  }

  /** Sorts the hits by a field, after the fields that were named before. */
  public static void sort(ObjectNode body, Named field, Order order) {
    sorts(body).addObject().putObject(field.name()).put("order", order.text);
  }

  /** The same; documents without the field come as if it were empty. */
  public static void sortWithEmpty(ObjectNode body, Named field, Order order) {
    sorts(body).addObject().putObject(field.name()).put("order", order.text).put("missing", "");
  }

  /** Makes a search a page of a list: it begins after some sort values and counts all hits. */
  public static void goOn(ObjectNode body, Optional<JsonNode> after) {
    after.ifPresent(values -> body.set("search_after", values));
    body.put("track_total_hits", true);
  }

  private static ArrayNode sorts(ObjectNode body) {
    return body.has("sort") ? (ArrayNode) body.get("sort") : body.putArray("sort");
  }

  /** Adds a figure or a group to a search, or to each bucket of a group; returns it. */
  public static ObjectNode aggregate(ObjectNode to, String name, ObjectNode aggregation) {
    ObjectNode all = to.has("aggs") ? (ObjectNode) to.get("aggs") : to.putObject("aggs");
    all.set(name, aggregation);
    return aggregation;
  }

  /** The sum of a field. */
  public static ObjectNode sum(Named field) {
    return figure("sum", field);
  }

  /** The lowest value of a field. */
  public static ObjectNode min(Named field) {
    return figure("min", field);
  }

  /** The highest value of a field. */
  public static ObjectNode max(Named field) {
    return figure("max", field);
  }

  private static ObjectNode figure(String kind, Named field) {
    ObjectNode aggregation = object();
    aggregation.putObject(kind).put("field", field.name());
    return aggregation;
  }

  /**
   * A bucket for each value of a field.
   *
   * @param most how many at most, those of most documents
   */
  public static ObjectNode groups(Named field, int most) {
    ObjectNode aggregation = figure("terms", field);
    ((ObjectNode) aggregation.get("terms")).put("size", most);
    return aggregation;
  }

  /** The same, with a bucket for the documents without a value. */
  public static ObjectNode groups(Named field, int most, String missing) {
    ObjectNode aggregation = groups(field, most);
    ((ObjectNode) aggregation.get("terms")).put("missing", missing);
    return aggregation;
  }

  /**
   * A bucket for each slot of time in which there is a document.
   *
   * @param slot such as {@code 3600s}
   */
  public static ObjectNode slots(Named field, String slot) {
    ObjectNode aggregation = figure("date_histogram", field);
    ((ObjectNode) aggregation.get("date_histogram"))
        .put("fixed_interval", slot)
        .put("min_doc_count", 1);
    return aggregation;
  }

  /** The documents that a search found. */
  public static List<Document> hits(JsonNode answer) {
    List<Document> hits = new ArrayList<>();
    answer.at("/hits/hits").forEach(hit -> hits.add(Document.of(hit)));
    return hits;
  }

  /** How many documents pass the filters; as far as they were counted. */
  public static long total(JsonNode answer) {
    return answer.at("/hits/total/value").asLong();
  }

  /** Whether a group has more buckets than were asked for. */
  public static boolean cut(JsonNode answer, String group) {
    return answer.path("aggregations").path(group).path("sum_other_doc_count").asLong() > 0;
  }

  /** A figure; 0 where no document has a value. */
  public static double figure(JsonNode answer, String name) {
    return answer.path("aggregations").path(name).path("value").asDouble();
  }

  /** The buckets of a group. */
  public static JsonNode buckets(JsonNode answer, String group) {
    return answer.path("aggregations").path(group).path("buckets");
  }
}
