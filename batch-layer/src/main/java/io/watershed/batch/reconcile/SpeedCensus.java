package io.watershed.batch.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.watershed.core.settings.Settings;
import io.watershed.elasticsearch.ElasticsearchAddress;
import io.watershed.elasticsearch.ElasticsearchConnection;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/**
 * Sums what the speed layer says in {@code pipeline-health} that became of the messages, over the
 * micro-batches of its newest stream. A stream that begins anew from an empty checkpoint counts all
 * messages again, so only the newest one's figures are whole.
 */
final class SpeedCensus {

  static final String MESSAGES = "messages";
  static final String ACCEPTED = "accepted";
  static final String LATE = "late";
  static final String DUPLICATES = "duplicates";
  static final String DEAD_LETTERS = "dead_letters";

  private static final List<String> FIGURES =
      List.of(MESSAGES, ACCEPTED, LATE, DUPLICATES, DEAD_LETTERS);
  private static final String INDEX = "pipeline-health";
  private static final int NOT_FOUND = 404;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What the speed layer says.
   *
   * @param counts messages by hour of arrival and by what became of them
   * @param problem why there are none, one sentence; empty when there are
   */
  record Result(Counts<String> counts, Optional<String> problem) {}

  private final ElasticsearchAddress address;
  private final String ofStream;

  private SpeedCensus(ElasticsearchAddress address, String ofStream) {
    this.address = address;
    this.ofStream = ofStream;
  }

  static SpeedCensus from(Settings settings, RawStream stream) {
    String topic = JsonNodeFactory.instance.textNode(stream.topic(settings)).toString();
    String named = "{\"term\":{\"topic\":" + topic + "}}";
    // Documents of a version that knew one topic name none.
    String unnamed = "{\"bool\":{\"must_not\":{\"exists\":{\"field\":\"topic\"}}}}";
    return new SpeedCensus(
        ElasticsearchAddress.from(settings),
        "{\"term\":{\"layer\":\"speed\"}},{\"bool\":{\"should\":["
            + named
            + (stream == RawStream.METERS ? "," + unnamed : "")
            + "]}}");
  }

  Result count() {
    RestClient client = ElasticsearchConnection.to(address);
    try {
      client.performRequest(new Request("POST", "/" + INDEX + "/_refresh"));
      JsonNode newest = search(client, newestQuery()).path("hits").path("hits");
      if (newest.isEmpty()) {
        return nothing("the speed layer has not counted anything yet: start it");
      }
      return new Result(
          sums(client, newest.get(0).path("_source").path("query_id").asText()), Optional.empty());
    } catch (ResponseException refused) {
      return nothing(
          refused.getResponse().getStatusLine().getStatusCode() == NOT_FOUND
              ? "the speed layer has not counted anything yet: start it"
              : "Elasticsearch at "
                  + address
                  + " answers "
                  + refused.getResponse().getStatusLine());
    } catch (IOException away) {
      return nothing("Elasticsearch at " + address + " does not answer: " + away.getMessage());
    }
  }

  private static Result nothing(String problem) {
    return new Result(new Counts<>(), Optional.of(problem));
  }

  private Counts<String> sums(RestClient client, String queryId) throws IOException {
    Counts<String> counts = new Counts<>();
    JsonNode hours = search(client, sumsQuery(queryId)).path("aggregations").path("hours");
    for (JsonNode hour : hours.path("buckets")) {
      Instant start = Instant.ofEpochMilli(hour.path("key").asLong());
      for (String figure : FIGURES) {
        counts.add(start, figure, Math.round(hour.path(figure).path("value").asDouble()));
      }
    }
    return counts;
  }

  private String newestQuery() {
    return """
        {"size":1,"_source":["query_id"],"sort":[{"processed_at":"desc"}],
         "query":{"bool":{"filter":[%s]}}}"""
        .formatted(ofStream);
  }

  private String sumsQuery(String queryId) throws IOException {
    StringBuilder sums = new StringBuilder();
    for (String figure : FIGURES) {
      sums.append(sums.isEmpty() ? "" : ",")
          .append("\"%s\":{\"sum\":{\"field\":\"%s\"}}".formatted(figure, figure));
    }
    return """
        {"size":0,
         "query":{"bool":{"filter":[%s,{"term":{"query_id":%s}}]}},
         "aggs":{"hours":{
           "date_histogram":{"field":"arrival_hour","fixed_interval":"1h","min_doc_count":1},
           "aggs":{%s}}}}"""
        .formatted(ofStream, JSON.writeValueAsString(queryId), sums);
  }

  private static JsonNode search(RestClient client, String body) throws IOException {
    Request request = new Request("POST", "/" + INDEX + "/_search");
    request.setJsonEntity(body);
    return JSON.readTree(client.performRequest(request).getEntity().getContent());
  }
}
