package io.watershed.serving.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.serving.ViewFixture;
import io.watershed.serving.kibana.KibanaFiles.LensPanel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks Elasticsearch for what a Lens panel shows, in the way Kibana does: its columns as nested
 * aggregations, the range of time, the panel's query and the dashboard's filters as the query. A
 * column of another time is a search of its own.
 */
final class LensSearch {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration DAY = Duration.ofDays(1);

  private final LensPanel panel;
  private final Instant from;
  private final Instant to;
  private final List<Kql.Condition> filters;

  LensSearch(LensPanel panel, Instant from, Instant to, List<Kql.Condition> filters) {
    this.panel = panel;
    this.from = from;
    this.to = to;
    this.filters = filters;
  }

  /** The rows that the panel draws: column ids with values; what is not there is left out. */
  List<Map<String, Object>> rows(ViewFixture elasticsearch) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Duration shift : shifts()) {
      List<String> columns =
          panel.columnOrder().stream()
              .filter(id -> isBucket(id) || shift(id).equals(shift))
              .toList();
      ObjectNode body = body(columns, shift);
      JsonNode answer = elasticsearch.post("/" + panel.view().pattern() + "/_search", body);
      collect(columns, 0, answer.path("aggregations"), answer, new LinkedHashMap<>(), rows);
    }
    return rows;
  }

  private Set<Duration> shifts() {
    Set<Duration> shifts = new LinkedHashSet<>();
    panel.columnOrder().stream().filter(id -> !isBucket(id)).forEach(id -> shifts.add(shift(id)));
    return shifts;
  }

  private ObjectNode body(List<String> columns, Duration shift) {
    Instant begin = from.minus(shift);
    Instant end = to.minus(shift);
    ObjectNode body = JSON.createObjectNode().put("size", 0).put("track_total_hits", true);
    ArrayNode conditions = body.putObject("query").putObject("bool").putArray("filter");
    conditions
        .addObject()
        .putObject("range")
        .putObject(panel.view().timeField())
        .put("format", "strict_date_optional_time")
        .put("gte", begin.toString())
        .put("lte", end.toString());
    Kql.parse(panel.query()).forEach(each -> conditions.add(JSON.valueToTree(each.query())));
    filters.forEach(each -> conditions.add(JSON.valueToTree(each.query())));
    ObjectNode aggregations = aggregations(columns, 0);
    if (!aggregations.isEmpty()) {
      body.set("aggs", aggregations);
    }
    return body;
  }

  private ObjectNode aggregations(List<String> columns, int level) {
    ObjectNode level0 = JSON.createObjectNode();
    String id = columns.get(level);
    if (isBucket(id)) {
      ObjectNode inner = aggregations(columns, level + 1);
      level0.set(id, bucket(id, inner));
      return level0;
    }
    for (String metric : columns.subList(level, columns.size())) {
      ObjectNode figure = metric(metric);
      if (!figure.isEmpty()) {
        level0.set(metric, figure);
      }
    }
    return level0;
  }

  private ObjectNode bucket(String id, ObjectNode inner) {
    JsonNode column = panel.column(id);
    ObjectNode bucket = JSON.createObjectNode();
    String field = column.get("sourceField").asText();
    JsonNode parameters = column.get("params");
    switch (column.get("operationType").asText()) {
      case "terms" -> {
        ObjectNode terms = bucket.putObject("terms");
        terms.put("field", field).put("size", parameters.get("size").asInt());
        String direction = parameters.get("orderDirection").asText();
        JsonNode by = parameters.get("orderBy");
        if (by.get("type").asText().equals("alphabetical")) {
          terms.putObject("order").put("_key", direction);
        } else {
          String figure = by.get("columnId").asText();
          ObjectNode order = metric(figure);
          terms.putObject("order").put(order.isEmpty() ? "_count" : figure, direction);
          if (!order.isEmpty()) {
            inner.set(figure, order);
          }
        }
      }
      case "date_histogram" -> {
        ObjectNode histogram = bucket.putObject("date_histogram").put("field", field);
        interval(histogram, parameters.get("interval").asText());
        histogram
            .put("time_zone", ViewFixture.ZONE.getId())
            .put("min_doc_count", parameters.get("includeEmptyRows").asBoolean() ? 0 : 1);
      }
      default -> throw new AssertionError("no aggregation is known for " + column);
    }
    if (!inner.isEmpty()) {
      bucket.set("aggs", inner);
    }
    return bucket;
  }

  /** Kibana's automatic interval gives about fifty bars. */
  private void interval(ObjectNode histogram, String interval) {
    if (interval.equals("auto")) {
      boolean aDay = Duration.between(from, to).compareTo(DAY) <= 0;
      histogram.put("fixed_interval", aDay ? "30m" : "3h");
    } else {
      histogram.put("calendar_interval", interval);
    }
  }

  /** The aggregation of a figure; empty where the count of documents is the figure. */
  private ObjectNode metric(String id) {
    JsonNode column = panel.column(id);
    ObjectNode plain = JSON.createObjectNode();
    String field = column.get("sourceField").asText();
    String operation = column.get("operationType").asText();
    switch (operation) {
      case "count" -> {
        // The bucket has it.
      }
      case "sum", "min", "max" -> plain.putObject(operation).put("field", field);
      case "average" -> plain.putObject("avg").put("field", field);
      case "unique_count" -> plain.putObject("cardinality").put("field", field);
      case "last_value" -> {
        ObjectNode top = plain.putObject("top_hits").put("size", 1);
        top.putArray("_source").add(field);
        top.putArray("sort").addObject().put(column.at("/params/sortField").asText(), "desc");
      }
      default -> throw new AssertionError("no aggregation is known for " + column);
    }
    if (!column.has("filter")) {
      return plain;
    }
    ObjectNode filtered = JSON.createObjectNode();
    ArrayNode conditions = filtered.putObject("filter").putObject("bool").putArray("filter");
    Kql.parse(column.at("/filter/query").asText())
        .forEach(each -> conditions.add(JSON.valueToTree(each.query())));
    if (!plain.isEmpty()) {
      filtered.putObject("aggs").set("figure", plain);
    }
    return filtered;
  }

  private void collect(
      List<String> columns,
      int level,
      JsonNode aggregations,
      JsonNode bucket,
      Map<String, Object> keys,
      List<Map<String, Object>> rows) {
    String id = columns.get(level);
    if (isBucket(id)) {
      for (JsonNode each : aggregations.path(id).path("buckets")) {
        Map<String, Object> inner = new LinkedHashMap<>(keys);
        JsonNode key = each.get("key");
        inner.put(id, key.isNumber() ? (Object) key.asLong() : key.asText());
        collect(columns, level + 1, each, each, inner, rows);
      }
      return;
    }
    Map<String, Object> row = new LinkedHashMap<>(keys);
    for (String metric : columns.subList(level, columns.size())) {
      Object value = value(metric, aggregations, bucket);
      if (value != null) {
        row.put(metric, value);
      }
    }
    rows.add(row);
  }

  private Object value(String id, JsonNode aggregations, JsonNode bucket) {
    JsonNode column = panel.column(id);
    String operation = column.get("operationType").asText();
    JsonNode answer = aggregations.path(id);
    if (operation.equals("count")) {
      JsonNode count =
          answer.isMissingNode()
              ? bucket.has("doc_count") ? bucket.get("doc_count") : bucket.at("/hits/total/value")
              : answer.get("doc_count");
      return count.asDouble();
    }
    JsonNode figure = column.has("filter") ? answer.path("figure") : answer;
    if (operation.equals("last_value")) {
      JsonNode hit = figure.at("/hits/hits/0/_source");
      return hit.has(column.get("sourceField").asText())
          ? hit.get(column.get("sourceField").asText()).asText()
          : null;
    }
    return figure.path("value").isNumber() ? figure.get("value").asDouble() : null;
  }

  private boolean isBucket(String id) {
    return panel.column(id).get("isBucketed").asBoolean();
  }

  private Duration shift(String id) {
    String shift = panel.column(id).path("timeShift").asText();
    return switch (shift) {
      case "" -> Duration.ZERO;
      case "1d" -> DAY;
      default -> throw new AssertionError("a shift that these tests do not know: " + shift);
    };
  }
}
