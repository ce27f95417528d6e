package io.watershed.batch.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.contract.Field;
import io.watershed.core.contract.index.PipelineHealthIndex;
import io.watershed.core.settings.Settings;
import io.watershed.elasticsearch.BulkIndexer;
import io.watershed.elasticsearch.Document;
import io.watershed.elasticsearch.ElasticsearchAddress;
import io.watershed.elasticsearch.Queries;
import io.watershed.elasticsearch.Search;
import io.watershed.elasticsearch.SearchException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sums what the speed layer says in {@code pipeline-health} that became of the messages, over the
 * micro-batches of its newest stream. A stream that begins anew from an empty checkpoint counts all
 * messages again, so only the newest one's figures are whole.
 */
final class SpeedCensus {

  static final String MESSAGES = PipelineHealthIndex.MESSAGES.name();
  static final String ACCEPTED = PipelineHealthIndex.ACCEPTED.name();
  static final String LATE = PipelineHealthIndex.LATE.name();
  static final String DUPLICATES = PipelineHealthIndex.DUPLICATES.name();
  static final String DEAD_LETTERS = PipelineHealthIndex.DEAD_LETTERS.name();

  private static final String LAYER = "speed";
  private static final String NOTHING = "the speed layer has not counted anything yet: start it";
  private static final List<Field> FIGURES =
      List.of(
          PipelineHealthIndex.MESSAGES,
          PipelineHealthIndex.ACCEPTED,
          PipelineHealthIndex.LATE,
          PipelineHealthIndex.DUPLICATES,
          PipelineHealthIndex.DEAD_LETTERS);

  /**
   * What the speed layer says.
   *
   * @param counts messages by hour of arrival and by what became of them
   * @param problem why there are none, one sentence; empty when there are
   */
  record Result(Counts<String> counts, Optional<String> problem) {}

  private final ElasticsearchAddress address;
  private final Search search;
  private final String topic;
  private final boolean alone;

  private SpeedCensus(ElasticsearchAddress address, String topic, boolean alone) {
    this.address = address;
    this.search = Search.forLayers(address);
    this.topic = topic;
    this.alone = alone;
  }

  static SpeedCensus from(Settings settings, RawStream stream) {
    return new SpeedCensus(
        ElasticsearchAddress.from(settings), stream.topic(settings), stream == RawStream.METERS);
  }

  Result count() {
    try {
      search.refresh(PipelineHealthIndex.INDEX.name());
      List<Document> newest = Queries.hits(search.search(newest(), PipelineHealthIndex.INDEX));
      return newest.isEmpty()
          ? nothing(NOTHING)
          : new Result(sums(newest.get(0).text(PipelineHealthIndex.QUERY_ID)), Optional.empty());
    } catch (SearchException failed) {
      return nothing(
          "Elasticsearch at " + address + " " + BulkIndexer.whatHappened(failed.getCause()));
    }
  }

  private static Result nothing(String problem) {
    return new Result(new Counts<>(), Optional.of(problem));
  }

  private Counts<String> sums(String queryId) {
    List<ObjectNode> filters = ofStream();
    filters.add(Queries.term(PipelineHealthIndex.QUERY_ID, queryId));
    ObjectNode body = Queries.filtered(0, filters);
    ObjectNode hours =
        Queries.aggregate(body, "hours", Queries.slots(PipelineHealthIndex.ARRIVAL_HOUR, "3600s"));
    FIGURES.forEach(figure -> Queries.aggregate(hours, figure.name(), Queries.sum(figure)));
    Counts<String> counts = new Counts<>();
    JsonNode answer = search.search(body, PipelineHealthIndex.INDEX);
    for (JsonNode hour : Queries.buckets(answer, "hours")) {
      Instant start = Instant.ofEpochMilli(hour.path("key").asLong());
      for (Field figure : FIGURES) {
        counts.add(
            start, figure.name(), Math.round(hour.path(figure.name()).path("value").asDouble()));
      }
    }
    return counts;
  }

  private ObjectNode newest() {
    ObjectNode body = Queries.filtered(1, ofStream());
    Queries.only(body, PipelineHealthIndex.QUERY_ID);
    Queries.sort(body, PipelineHealthIndex.PROCESSED_AT, Queries.Order.DESCENDING);
    return body;
  }

  private List<ObjectNode> ofStream() {
    List<ObjectNode> topics = new ArrayList<>();
    topics.add(Queries.term(PipelineHealthIndex.TOPIC, topic));
    if (alone) {
      // Documents of a version that knew one topic name none.
      topics.add(Queries.missing(PipelineHealthIndex.TOPIC));
    }
    return new ArrayList<>(
        List.of(Queries.term(PipelineHealthIndex.LAYER, LAYER), Queries.any(topics)));
  }
}
