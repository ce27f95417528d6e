package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.contract.index.DeadLettersIndex;
import io.watershed.elasticsearch.Document;
import io.watershed.elasticsearch.Queries;
import io.watershed.elasticsearch.Queries.Order;
import io.watershed.elasticsearch.Search;
import io.watershed.serving.answer.DeadLetterAnswer;
import io.watershed.serving.answer.DeadLetterSummaryAnswer;
import io.watershed.serving.answer.DeadLetterSummaryAnswer.Reason;
import io.watershed.serving.answer.SourceAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages that could not become readings. Safe for use by several threads. */
public final class DeadLetters {

  private static final int MOST_REASONS = 100;

  private final Search search;

  /** Dead letters. */
  public DeadLetters(Search search) {
    this.search = search;
  }

  /** A page, the newest first; null for every reason. */
  public Page<DeadLetterAnswer> page(String reason, int limit, Optional<JsonNode> after) {
    ObjectNode body =
        Queries.filtered(
            limit,
            reason == null ? List.of() : List.of(Queries.term(DeadLettersIndex.REASON, reason)));
    Queries.sort(body, DeadLettersIndex.ARRIVAL, Order.DESCENDING);
    Queries.sort(body, DeadLettersIndex.SOURCE_TOPIC, Order.ASCENDING);
    Queries.sort(body, DeadLettersIndex.SOURCE_PARTITION, Order.ASCENDING);
    Queries.sort(body, DeadLettersIndex.SOURCE_OFFSET, Order.DESCENDING);
    Queries.goOn(body, after);
    return Page.of(search.search(body, DeadLettersIndex.INDEX), limit, DeadLetters::item);
  }

  /** How many there are, by reason, the most frequent first. */
  DeadLetterSummaryAnswer summary() {
    ObjectNode body = Queries.filtered(0);
    body.put("track_total_hits", true);
    Queries.aggregate(body, "reasons", Queries.groups(DeadLettersIndex.REASON, MOST_REASONS));
    JsonNode answer = search.search(body, DeadLettersIndex.INDEX);
    List<Reason> reasons = new ArrayList<>();
    for (JsonNode bucket : Queries.buckets(answer, "reasons")) {
      reasons.add(new Reason(bucket.path("key").asText(), bucket.path("doc_count").asLong()));
    }
    return new DeadLetterSummaryAnswer(Queries.total(answer), reasons);
  }

  private static DeadLetterAnswer item(Document letter) {
    return new DeadLetterAnswer(
        letter.text(DeadLettersIndex.STAGE, ""),
        letter.text(DeadLettersIndex.REASON, ""),
        letter.text(DeadLettersIndex.DETAIL, ""),
        new SourceAnswer(
            letter.text(DeadLettersIndex.SOURCE_TOPIC, ""),
            letter.node(DeadLettersIndex.SOURCE_PARTITION).asInt(),
            letter.node(DeadLettersIndex.SOURCE_OFFSET).asLong()),
        letter.text(DeadLettersIndex.KEY),
        letter.text(DeadLettersIndex.RAW),
        letter.instant(DeadLettersIndex.ARRIVAL));
  }
}
