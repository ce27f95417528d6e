package io.watershed.elasticsearch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

  private IndexTemplates() {}

  /** The JSON of a template. */
  public static String json(String name) {
    String resource = "/index-templates/" + name + ".json";
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
   * Installs templates, replacing older ones; waits for as long as Elasticsearch is away.
   *
   * @param names the templates' names, which are also their files' names
   * @throws IOException if Elasticsearch refuses a template
   */
  public static void install(ElasticsearchAddress address, List<String> names)
      throws IOException, InterruptedException {
    RestClient client = ElasticsearchConnection.to(address);
    Backoff backoff = new Backoff();
    for (String name : names) {
      while (!installed(client, address, name, backoff)) {
        LOG.debug("index template {} is tried again", name);
      }
    }
    backoff.reset();
  }

  private static boolean installed(
      RestClient client, ElasticsearchAddress address, String name, Backoff backoff)
      throws IOException, InterruptedException {
    Request request = new Request("PUT", "/_index_template/watershed-" + name);
    request.setJsonEntity(json(name));
    try {
      client.performRequest(request);
      return true;
    } catch (ResponseException answered) {
      if (answered.getResponse().getStatusLine().getStatusCode() == 400) {
        throw new IOException("Elasticsearch refuses the index template " + name, answered);
      }
      backoff.await("Elasticsearch at " + address + " " + BulkIndexer.whatHappened(answered));
    } catch (IOException away) {
      backoff.await("Elasticsearch at " + address + " " + BulkIndexer.whatHappened(away));
    }
    return false;
  }
}
