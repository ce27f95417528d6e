package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param items in order
 * @param next the sort values of the last item when more follow it
 * @param total how many items there are in all, where that is known
 * @param extra what else the answer holds
 */
public record Page(
    List<ObjectNode> items, Optional<JsonNode> next, OptionalLong total, ObjectNode extra) {

  /** A page out of a search's answer, which was asked for at most {@code limit} hits. */
  static Page of(JsonNode answer, int limit, Function<JsonNode, ObjectNode> item) {
    List<JsonNode> hits = Queries.hits(answer);
    JsonNode total = answer.at("/hits/total/value");
    return new Page(
        hits.stream().map(item).toList(),
        hits.size() < limit
            ? Optional.empty()
            : Optional.ofNullable(hits.get(hits.size() - 1).get("sort")),
        total.isNumber() ? OptionalLong.of(total.asLong()) : OptionalLong.of(0),
        Queries.object());
  }
}
