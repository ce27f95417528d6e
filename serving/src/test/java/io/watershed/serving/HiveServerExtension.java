package io.watershed.serving;

import io.watershed.cluster.LocalCluster;
import io.watershed.cluster.ServerKind;
import io.watershed.elasticsearch.ElasticsearchAddress;
import io.watershed.elasticsearch.ElasticsearchConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the servers that all of them share; the first one starts them, side by side. Each
 * class begins with an Elasticsearch that holds no index.
 */
public final class HiveServerExtension implements BeforeAllCallback, ParameterResolver {

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    LocalCluster cluster = cluster(context);
    // A test that ended it may have failed before it started it again.
    cluster.elasticsearch().start();
    ElasticsearchAddress address = new ElasticsearchAddress(cluster.elasticsearch().url(), "");
    // All who speak to it share this client: it stays open.
    RestClient client = ElasticsearchConnection.to(address);
    Request names = new Request("GET", "/_cat/indices?h=index");
    String indices = EntityUtils.toString(client.performRequest(names).getEntity());
    for (String index : indices.lines().map(String::strip).toList()) {
      client.performRequest(new Request("DELETE", "/" + index));
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalCluster.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return cluster(context);
  }

  private static LocalCluster cluster(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(HiveServerExtension.class))
        .getOrComputeIfAbsent(LocalCluster.class, key -> start(), LocalCluster.class);
  }

  // JUnit closes what its store holds, since the cluster is AutoCloseable, after the last test.
  private static LocalCluster start() {
    try {
      Path data = Files.createTempDirectory("watershed-serving");
      return LocalCluster.start(
          data, Set.of(ServerKind.HIVE, ServerKind.ELASTICSEARCH, ServerKind.KAFKA));
    } catch (IOException problem) {
      throw new IllegalStateException("no temporary folder", problem);
    }
  }
}
