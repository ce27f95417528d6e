package io.watershed.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.core.contract.Index;
import io.watershed.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index templates of {@code kibana/index-templates}, which the build puts on the class path.
 */
public final class IndexTemplates {
  private static final Logger LOG = LoggerFactory.getLogger(IndexTemplates.class);
  private static final int REFUSED = 400;

  private IndexTemplates() {}

  /** The JSON of a template. */
  public static String json(String name) {
    String resource = "index-templates/" + name + ".json";
    try (InputStream stream = IndexTemplates.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /**
   * Installs templates, replacing older ones, and gives indices that exist already the fields that
   * they lack; waits for as long as Elasticsearch is away. An index whose fields contradict its
   * template stays as it is, with a warning.
   *
   * @param indices whose templates; each template's file has the index's name
   * @throws IOException if Elasticsearch refuses a template
   */
  public static void install(ElasticsearchAddress address, Collection<Index> indices)
      throws IOException, InterruptedException {
    RestClient client = ElasticsearchConnection.to(address);
    Backoff backoff = new Backoff();
    for (Index index : indices) {
      String name = index.name();
      boolean installed = false;
      while (!installed) {
        try {
          install(client, name);
          installed = true;
        } catch (ResponseException answered) {
          if (status(answered) == REFUSED) {
            throw new IOException("Elasticsearch refuses the index template " + name, answered);
          }
          backoff.await("Elasticsearch at " + address + " " + BulkIndexer.whatHappened(answered));
        } catch (IOException away) {
          backoff.await("Elasticsearch at " + address + " " + BulkIndexer.whatHappened(away));
        }
      }
    }
    backoff.reset();
  }

  private static void install(RestClient client, String name) throws IOException {
    JsonNode template = Json.MAPPER.readTree(json(name));
    Request put = new Request("PUT", "/_index_template/watershed-" + name);
    put.setJsonEntity(template.toString());
    client.performRequest(put);
    String mapping = template.at("/template/mappings").toString();
    // A template counts for new indices only.
    for (JsonNode pattern : template.get("index_patterns")) {
      for (String index : indices(client, pattern.asText())) {
        extend(client, index, mapping);
      }
    }
  }

  private static List<String> indices(RestClient client, String pattern) throws IOException {
    Request request = new Request("GET", "/" + pattern + "/_settings");
    request.addParameter("filter_path", "*.settings.index.uuid");
    request.addParameter("ignore_unavailable", "true");
    List<String> names = new ArrayList<>();
    try (InputStream body = client.performRequest(request).getEntity().getContent()) {
      Json.MAPPER.readTree(body).fieldNames().forEachRemaining(names::add);
    }
    return names;
  }

  private static void extend(RestClient client, String index, String mapping) throws IOException {
    Request request = new Request("PUT", "/" + index + "/_mapping");
    request.setJsonEntity(mapping);
    try {
      client.performRequest(request);
    } catch (ResponseException answered) {
      if (status(answered) != REFUSED) {
        throw answered;
      }
      LOG.warn("the index {} has other fields than its template: {}", index, answered.getMessage());
    }
  }

  private static int status(ResponseException answered) {
    return answered.getResponse().getStatusLine().getStatusCode();
  }
}
