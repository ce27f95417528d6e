package io.watershed.elasticsearch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;

/**
 * The process's one connection pool to an Elasticsearch. The low-level client of elasticsearch-java
 * is used as it is, because bulk bodies are made and answers are read without objects in between.
 */
public final class ElasticsearchConnection {

  private static final int CONNECT_MILLIS = 5_000;
  private static final int ANSWER_MILLIS = 120_000;

  // Never closed: nothing of it is buffered, every main ends with System.exit, which does not wait
  // for its threads, and whoever closed it could not know that no task asks once more.
  private static final Map<ElasticsearchAddress, RestClient> CLIENTS = new ConcurrentHashMap<>();

  private ElasticsearchConnection() {}

  /** The client for an address; lives as long as the process. */
  public static RestClient to(ElasticsearchAddress address) {
    return CLIENTS.computeIfAbsent(address, ElasticsearchConnection::open);
  }

  private static RestClient open(ElasticsearchAddress address) {
    Header[] headers =
        address.apiKey().isEmpty()
            ? new Header[0]
            : new Header[] {new BasicHeader("Authorization", "ApiKey " + address.apiKey())};
    return RestClient.builder(HttpHost.create(address.url()))
        .setDefaultHeaders(headers)
        .setRequestConfigCallback(
            config -> config.setConnectTimeout(CONNECT_MILLIS).setSocketTimeout(ANSWER_MILLIS))
        .build();
  }
}
