package io.watershed.elasticsearch;

import io.watershed.core.settings.Settings;
import java.io.Serializable;

/**
 * Where Elasticsearch is.
 *
 * @param url such as {@code http://127.0.0.1:9200}
 * @param apiKey the key of a server with security on, or empty; never printed
 */
public record ElasticsearchAddress(String url, String apiKey) implements Serializable {

  public static ElasticsearchAddress from(Settings settings) {
    return new ElasticsearchAddress(
        settings.string("elasticsearch.url"),
        settings.optionalString("elasticsearch.api-key").orElse(""));
  }

  @Override
  public String toString() {
    return url;
  }
}
