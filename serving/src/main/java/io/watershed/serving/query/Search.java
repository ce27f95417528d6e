package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.elasticsearch.BulkIndexer;
import io.watershed.elasticsearch.ElasticsearchAddress;
import io.watershed.elasticsearch.ElasticsearchConnection;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.apache.http.client.config.RequestConfig;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RequestOptions;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/**
 * Searches that answer soon or say that Elasticsearch is away; a person is waiting. An index that
 * does not exist yet is an empty one. Safe for use by several threads.
 */
public final class Search {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int NOT_FOUND = 404;
  private static final int REFUSED = 400;
  private static final RequestOptions OPTIONS =
      RequestOptions.DEFAULT.toBuilder()
          .setRequestConfig(
              RequestConfig.custom()
                  .setConnectTimeout((int) CONNECT.toMillis())
                  .setSocketTimeout((int) ANSWER.toMillis())
                  .build())
          .build();

  private final RestClient client;
  private final String address;

  /** Searches at an address. */
  public Search(ElasticsearchAddress address) {
    this.client = ElasticsearchConnection.to(address);
    this.address = address.toString();
  }

  /**
   * Searches.
   *
   * @param indices a pattern, such as {@code meter-days-*}
   * @param body the search, as Elasticsearch's search API has it
   * @throws SearchException if Elasticsearch is away or refuses the search
   */
  public JsonNode search(String indices, ObjectNode body) {
    Request request = new Request("POST", "/" + indices + "/_search");
    request.addParameter("ignore_unavailable", "true");
    request.addParameter("allow_no_indices", "true");
    request.setJsonEntity(body.toString());
    return perform(request).orElseGet(JSON::createObjectNode);
  }

  /** A document's fields, or empty when there is none. */
  Optional<JsonNode> document(String index, String id) {
    return perform(new Request("GET", "/" + index + "/_doc/" + id))
        .map(document -> document.path("_source"));
  }

  private Optional<JsonNode> perform(Request request) {
    request.setOptions(OPTIONS);
    try (InputStream body = client.performRequest(request).getEntity().getContent()) {
      return Optional.of(JSON.readTree(body));
    } catch (ResponseException answered) {
      int status = answered.getResponse().getStatusLine().getStatusCode();
      if (status == NOT_FOUND) {
        return Optional.empty();
      }
      throw new SearchException(
          "Elasticsearch at " + address + " " + BulkIndexer.whatHappened(answered),
          status == REFUSED,
          answered);
    } catch (IOException away) {
      throw new SearchException("Elasticsearch at " + address + " does not answer", false, away);
    }
  }
}
