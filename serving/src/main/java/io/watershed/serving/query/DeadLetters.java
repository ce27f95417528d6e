package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.elasticsearch.Search;
import io.watershed.serving.views.ViewIndices;
import java.util.List;
import java.util.Optional;

/** Messages that could not become readings. Safe for use by several threads. */
public final class DeadLetters {

  private final Search search;

  /** Dead letters. */
  public DeadLetters(Search search) {
    this.search = search;
  }

  /** A page, the newest first; null for every reason. */
  public Page page(String reason, int limit, Optional<JsonNode> after) {
    ObjectNode body =
        Queries.filtered(
            limit, reason == null ? List.of() : List.of(Queries.term("reason", reason)));
    Queries.sort(body, "arrival", "desc");
    Queries.sort(body, "source_topic", "asc");
    Queries.sort(body, "source_partition", "asc");
    Queries.sort(body, "source_offset", "desc");
    after.ifPresent(values -> body.set("search_after", values));
    body.put("track_total_hits", true);
    return Page.of(search.search(ViewIndices.DEAD_LETTERS, body), limit, DeadLetters::item);
  }

  /** How many there are, by reason, the most frequent first. */
  ObjectNode summary() {
    ObjectNode body = Queries.filtered(0, List.of());
    body.put("track_total_hits", true);
    body.putObject("aggs")
        .putObject("reasons")
        .putObject("terms")
        .put("field", "reason")
        .put("size", 100);
    JsonNode answer = search.search(ViewIndices.DEAD_LETTERS, body);
    ObjectNode summary = Queries.object().put("total", answer.at("/hits/total/value").asLong());
    var reasons = summary.putArray("reasons");
    for (JsonNode bucket : answer.at("/aggregations/reasons/buckets")) {
      reasons
          .addObject()
          .put("reason", bucket.path("key").asText())
          .put("count", bucket.path("doc_count").asLong());
    }
    return summary;
  }

  private static ObjectNode item(JsonNode hit) {
    JsonNode letter = hit.path("_source");
    ObjectNode item =
        Queries.object()
            .put("stage", letter.path("stage").asText())
            .put("reason", letter.path("reason").asText())
            .put("detail", letter.path("detail").asText());
    item.putObject("source")
        .put("topic", letter.path("source_topic").asText())
        .put("partition", letter.path("source_partition").asInt())
        .put("offset", letter.path("source_offset").asLong());
    item.set("key", letter.get("key"));
    item.set("raw", letter.get("raw"));
    return item.put("arrival", letter.path("arrival").asText());
  }
}
