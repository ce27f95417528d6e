package io.watershed.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/** Documents as Elasticsearch answers them over plain HTTP. */
final class ElasticsearchDocuments {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 5000;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;

  ElasticsearchDocuments(String url) {
    this.url = url;
  }

  /** How many documents the indices of a pattern hold. */
  long count(String indices) throws IOException, InterruptedException {
    post("/" + indices + "/_refresh", "");
    return post("/" + indices + "/_count", "{\"query\":{\"match_all\":{}}}").get("count").asLong();
  }

  /** All documents that a query (JSON) finds, by id. */
  Map<String, JsonNode> find(String indices, String query)
      throws IOException, InterruptedException {
    post("/" + indices + "/_refresh", "");
    Map<String, JsonNode> found = new LinkedHashMap<>();
    JsonNode page =
        post(
            "/" + indices + "/_search?scroll=2m",
            "{\"size\":" + PAGE + ",\"sort\":[\"_doc\"],\"query\":" + query + "}");
    while (!page.get("hits").get("hits").isEmpty()) {
      for (JsonNode hit : page.get("hits").get("hits")) {
        found.put(hit.get("_id").asText(), hit.get("_source"));
      }
      String next =
          JSON.writeValueAsString(
              Map.of("scroll", "2m", "scroll_id", page.get("_scroll_id").asText()));
      page = post("/_search/scroll", next);
    }
    return found;
  }

  private JsonNode post(String path, String body) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }
}
