package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.core.json.Json;
import io.watershed.elasticsearch.Document;
import io.watershed.elasticsearch.Queries;
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
 */
public record Page<T>(List<T> items, Optional<JsonNode> next, OptionalLong total) {

  /** A page out of a search's answer, which was asked for at most {@code limit} hits. */
  static <T> Page<T> of(JsonNode answer, int limit, Function<Document, T> item) {
    List<Document> hits = Queries.hits(answer);
    return new Page<>(
        hits.stream().map(item).toList(),
        hits.size() < limit ? Optional.empty() : Optional.of(hits.get(hits.size() - 1).sort()),
        OptionalLong.of(Queries.total(answer)));
  }

  /**
   * The first items of a list that goes on where it is longer than a page.
   *
   * @param found the items after those of the page before; more than the limit need not be there
   * @param after what tells where a page after an item begins, a text or a whole number
   */
  static <T> Page<T> of(List<T> found, int limit, OptionalLong total, Function<T, JsonNode> after) {
    boolean more = found.size() > limit;
    List<T> items = more ? List.copyOf(found.subList(0, limit)) : found;
    Optional<JsonNode> next =
        more
            ? Optional.of(
                Json.MAPPER.createArrayNode().add(after.apply(items.get(items.size() - 1))))
            : Optional.empty();
    return new Page<>(items, next, total);
  }
}
