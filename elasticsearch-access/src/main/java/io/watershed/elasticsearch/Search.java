package io.watershed.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.contract.Index;
import io.watershed.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.http.client.config.RequestConfig;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RequestOptions;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/**
 * The one place that reads Elasticsearch. An index that does not exist yet is an empty one. Every
 * method throws a {@link SearchException} if Elasticsearch is away or refuses the question. Safe
 * for use by several threads.
 */
public final class Search {

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** What Elasticsearch hands out at most in one answer, unless an index says otherwise. */
  private static final int PAGE = 10_000;

  private static final int NOT_FOUND = 404;
  private static final int REFUSED = 400;
  private static final RequestOptions SOON =
      RequestOptions.DEFAULT.toBuilder()
          .setRequestConfig(
              RequestConfig.custom()
                  .setConnectTimeout((int) CONNECT.toMillis())
                  .setSocketTimeout((int) ANSWER.toMillis())
                  .build())
          .build();

  private final RestClient client;
  private final String address;
  private final RequestOptions options;

  private Search(ElasticsearchAddress address, RequestOptions options) {
    this.client = ElasticsearchConnection.to(address);
    this.address = address.toString();
    this.options = options;
  }

  /** Searches that answer soon or say that Elasticsearch is away; a person is waiting. */
  public static Search forPeople(ElasticsearchAddress address) {
    return new Search(address, SOON);
  }

  /** Searches that may take as long as everything else a layer asks of Elasticsearch. */
  public static Search forLayers(ElasticsearchAddress address) {
    return new Search(address, RequestOptions.DEFAULT);
  }

  /**
   * Searches.
   *
   * @param body the search, as Elasticsearch's search API has it
   * @param indices where
   */
  public JsonNode search(ObjectNode body, Index... indices) {
    return search(
        Arrays.stream(indices).map(Index::pattern).collect(Collectors.joining(",")), body);
  }

  /**
   * Searches for more documents than one answer may hold, page after page.
   *
   * @param body a search that sorts by what no two documents share
   * @param most how many documents at most
   */
  public Found all(ObjectNode body, int most, Index index) {
    List<Document> documents = new ArrayList<>();
    body.put("size", PAGE);
    while (true) {
      List<Document> page = Queries.hits(search(body, index));
      documents.addAll(page);
      if (documents.size() > most) {
        return new Found(List.copyOf(documents.subList(0, most)), true);
      }
      if (page.size() < PAGE) {
        return new Found(documents, false);
      }
      body.set("search_after", page.get(PAGE - 1).sort());
    }
  }

  /**
   * Documents.
   *
   * @param cut whether there are more than were asked for
   */
  public record Found(List<Document> documents, boolean cut) {}

  /**
   * Searches.
   *
   * @param indices a pattern, such as {@code meter-days-*}
   * @param body the search, as Elasticsearch's search API has it
   */
  public JsonNode search(String indices, ObjectNode body) {
    Request request = new Request("POST", "/" + indices + "/_search");
    request.addParameter("ignore_unavailable", "true");
    request.addParameter("allow_no_indices", "true");
    request.setJsonEntity(body.toString());
    return perform(request).orElseGet(Json.MAPPER::createObjectNode);
  }

  /** The fields of the document of an id, or empty when there is none. */
  public Optional<Document> document(Index index, String id) {
    return perform(new Request("GET", "/" + index.name() + "/_doc/" + id)).map(Document::of);
  }

  /** Makes searches see what was written before. */
  public void refresh(String indices) {
    Request request = new Request("POST", "/" + indices + "/_refresh");
    request.addParameter("ignore_unavailable", "true");
    respond(request);
  }

  /** Whether there is an index yet. */
  public boolean exists(Index index) {
    return respond(new Request("HEAD", "/" + index.name())).isPresent();
  }

  private Optional<JsonNode> perform(Request request) {
    Optional<Response> response = respond(request);
    if (response.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream body = response.get().getEntity().getContent()) {
      return Optional.of(Json.MAPPER.readTree(body));
    } catch (IOException brokenOff) {
      throw away(brokenOff);
    }
  }

  /** The response, or empty when there is nothing of that name. */
  private Optional<Response> respond(Request request) {
    request.setOptions(options);
    try {
      // Of HEAD, a missing one is no error to the client.
      return Optional.of(client.performRequest(request)).filter(one -> status(one) != NOT_FOUND);
    } catch (ResponseException answered) {
      int status = status(answered.getResponse());
      if (status == NOT_FOUND) {
        return Optional.empty();
      }
      throw new SearchException(
          "Elasticsearch at " + address + " " + BulkIndexer.whatHappened(answered),
          status == REFUSED,
          answered);
    } catch (IOException away) {
      throw away(away);
    }
  }

  private SearchException away(IOException cause) {
    return new SearchException("Elasticsearch at " + address + " does not answer", false, cause);
  }

  private static int status(Response response) {
    return response.getStatusLine().getStatusCode();
  }
}
