package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.alert.Severity;
import io.watershed.core.problem.ProblemType;
import io.watershed.elasticsearch.Search;
import io.watershed.serving.views.ViewIndices;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Problems of meters, as the batch layer found them. Safe for use by several threads. */
public final class Problems {

  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("local_date", "date"),
          Map.entry("meter_id", "device"),
          Map.entry("measurement_type", "measurement"),
          Map.entry("issue_type", "type"),
          Map.entry("severity", "severity"),
          Map.entry("evidence", "evidence"),
          Map.entry("suburb", "suburb"),
          Map.entry("usage_type", "usageType"),
          Map.entry("total_value", "total"),
          Map.entry("avg_value", "average"),
          Map.entry("max_value", "max"),
          Map.entry("min_value", "min"),
          Map.entry("reading_count", "readings"));

  private final Search search;

  /** Problems. */
  public Problems(Search search) {
    this.search = search;
  }

  /** A page of problems, the newest day first; null leaves a filter open. */
  public Page page(
      LocalDate date,
      ProblemType type,
      Severity severity,
      String suburb,
      int limit,
      Optional<JsonNode> after) {
    List<ObjectNode> filters = new ArrayList<>();
    if (date != null) {
      filters.add(Queries.term("local_date", date.toString()));
    }
    if (type != null) {
      filters.add(Queries.term("issue_type", type.name()));
    }
    if (severity != null) {
      filters.add(Queries.term("severity", severity.name()));
    }
    if (suburb != null) {
      filters.add(Queries.term("suburb", suburb));
    }
    ObjectNode body = Queries.filtered(limit, filters);
    Queries.sort(body, "local_date", "desc");
    Queries.sort(body, "meter_id", "asc");
    Queries.sort(body, "issue_type", "asc");
    Queries.sort(body, "measurement_type", "asc");
    after.ifPresent(values -> body.set("search_after", values));
    body.put("track_total_hits", true);
    return Page.of(
        search.search(ViewIndices.all(ViewIndices.PROBLEMS), body), limit, Problems::item);
  }

  static ObjectNode item(JsonNode hit) {
    JsonNode problem = hit.path("_source");
    ObjectNode item = Queries.object();
    FIELDS.forEach((field, name) -> item.set(name, problem.get(field)));
    return item;
  }
}
