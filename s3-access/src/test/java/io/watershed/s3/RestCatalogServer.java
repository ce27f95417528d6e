package io.watershed.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.iceberg.rest.CatalogHandlers;
import org.apache.iceberg.rest.RESTCatalogProperties.SnapshotMode;
import org.apache.iceberg.rest.RESTSerializers;
import org.apache.iceberg.rest.requests.CreateNamespaceRequest;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;
import org.apache.iceberg.rest.responses.ConfigResponse;
import org.apache.iceberg.rest.responses.ErrorResponse;
import org.apache.iceberg.shaded.com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import org.apache.iceberg.shaded.com.fasterxml.jackson.annotation.PropertyAccessor;
import org.apache.iceberg.shaded.com.fasterxml.jackson.databind.DeserializationFeature;
import org.apache.iceberg.shaded.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.iceberg.shaded.com.fasterxml.jackson.databind.PropertyNamingStrategies;

/**
 * A REST catalog: Iceberg's own handlers of the protocol over a catalog of folders, behind the
 * JDK's HTTP server. It serves what layers ask for: namespaces and tables, made, read and committed
 * to.
 */
final class RestCatalogServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    JSON.setVisibility(PropertyAccessor.FIELD, Visibility.ANY);
    JSON.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    JSON.setPropertyNamingStrategy(new PropertyNamingStrategies.KebabCaseStrategy());
    RESTSerializers.registerAll(JSON);
  }

  private final HadoopCatalog catalog;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  /** How often each kind of request came, such as {@code POST namespaces/master/tables}. */
  final Map<String, Integer> requests = new ConcurrentSkipListMap<>();

  /** A server whose tables lie below a folder. */
  RestCatalogServer(String warehouse, Configuration files) throws IOException {
    catalog = new HadoopCatalog(files, warehouse);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  String uri() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring("/v1/".length());
    String method = exchange.getRequestMethod();
    requests.merge(method + " " + path, 1, Integer::sum);
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Object answer;
      int status = 200;
      try {
        answer = answer(method, List.of(path.split("/")), body);
      } catch (NoSuchNamespaceException | NoSuchTableException absent) {
        status = 404;
        answer = error(status, absent);
      } catch (AlreadyExistsException | CommitFailedException conflict) {
        status = 409;
        answer = error(status, conflict);
      } catch (RuntimeException failed) {
        status = 500;
        answer = error(status, failed);
      }
      if (answer == null) {
        exchange.sendResponseHeaders(204, -1);
        return;
      }
      byte[] text = JSON.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      boolean head = method.equals("HEAD");
      exchange.sendResponseHeaders(status, head ? -1 : text.length);
      if (!head) {
        exchange.getResponseBody().write(text);
      }
    }
  }

  private static ErrorResponse error(int status, RuntimeException problem) {
    return ErrorResponse.builder()
        .responseCode(status)
        .withType(problem.getClass().getSimpleName())
        .withMessage(String.valueOf(problem.getMessage()))
        .build();
  }

  private Object answer(String method, List<String> path, byte[] body) {
    String request = method + " " + path.size();
    if (path.get(0).equals("config")) {
      return ConfigResponse.builder().build();
    }
    if (request.equals("POST 1")) {
      Namespace namespace = read(body, CreateNamespaceRequest.class).namespace();
      return CatalogHandlers.createNamespace(
          catalog, CreateNamespaceRequest.builder().withNamespace(namespace).build());
    }
    Namespace namespace = Namespace.of(path.get(1));
    switch (request) {
      case "GET 2", "HEAD 2":
        return CatalogHandlers.loadNamespace(catalog, namespace);
      case "POST 3":
        return CatalogHandlers.createTable(
            catalog, namespace, read(body, CreateTableRequest.class));
      case "POST 5":
        // What the client measured; nobody looks at it.
        return null;
      default:
        break;
    }
    TableIdentifier table = TableIdentifier.of(namespace, path.get(3));
    return switch (request) {
      case "GET 4", "HEAD 4" -> CatalogHandlers.loadTable(catalog, table, SnapshotMode.ALL);
      case "POST 4" ->
          CatalogHandlers.updateTable(catalog, table, read(body, UpdateTableRequest.class));
      default -> throw new IllegalStateException("no such request: " + method + " " + path);
    };
  }

  private static <T> T read(byte[] body, Class<T> type) {
    try {
      return JSON.readValue(body, type);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  @Override
  public void close() throws IOException {
    server.stop(0);
    threads.shutdownNow();
    catalog.close();
  }
}
