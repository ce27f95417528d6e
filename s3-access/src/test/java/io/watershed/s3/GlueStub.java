package io.watershed.s3;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What the Glue catalog says to AWS Glue, answered as its description does: databases and tables,
 * with a version that an update must name. It stands for Glue in this much only.
 */
final class GlueStub implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TARGET = "AWSGlue.";

  private final HttpServer server;
  private final Map<String, ObjectNode> databases = new ConcurrentHashMap<>();
  private final Map<String, ObjectNode> tables = new ConcurrentHashMap<>();

  /** The operations in the order in which they came. */
  final List<String> operations = new CopyOnWriteArrayList<>();

  /** The credentials that requests were signed with, and the region, one each. */
  final List<String> signatures = new CopyOnWriteArrayList<>();

  GlueStub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String operation =
          exchange.getRequestHeaders().getFirst("X-Amz-Target").substring(TARGET.length());
      operations.add(operation);
      signatures.add(exchange.getRequestHeaders().getFirst("Authorization"));
      ObjectNode request = (ObjectNode) JSON.readTree(exchange.getRequestBody());
      ObjectNode answer = answer(operation, request);
      int status = answer.has("__type") ? 400 : 200;
      byte[] body = JSON.writeValueAsBytes(answer);
      exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private synchronized ObjectNode answer(String operation, ObjectNode request) {
    return switch (operation) {
      case "CreateDatabase" -> {
        ObjectNode database = (ObjectNode) request.get("DatabaseInput");
        databases.put(database.get("Name").asText(), database);
        yield JSON.createObjectNode();
      }
      case "GetDatabase" -> found("Database", databases.get(request.get("Name").asText()));
      case "CreateTable" -> {
        put(request, 0);
        yield JSON.createObjectNode();
      }
      case "GetTable" -> found("Table", tables.get(key(request, request.get("Name").asText())));
      case "UpdateTable" -> update(request);
      default -> error("InvalidInputException", "not expected here: " + operation);
    };
  }

  private ObjectNode update(ObjectNode request) {
    int version =
        tables
            .get(key(request, request.get("TableInput").get("Name").asText()))
            .get("VersionId")
            .asInt();
    if (request.has("VersionId") && request.get("VersionId").asInt() != version) {
      return error("ConcurrentModificationException", "the table has another version");
    }
    put(request, version + 1);
    return JSON.createObjectNode();
  }

  private void put(ObjectNode request, int version) {
    ObjectNode table = request.get("TableInput").deepCopy();
    table.put("DatabaseName", request.get("DatabaseName").asText());
    table.put("VersionId", String.valueOf(version));
    tables.put(key(request, table.get("Name").asText()), table);
  }

  private static String key(ObjectNode request, String table) {
    return request.get("DatabaseName").asText() + "." + table;
  }

  private static ObjectNode found(String name, ObjectNode value) {
    ObjectNode answer = JSON.createObjectNode();
    return value == null
        ? error("EntityNotFoundException", "no such " + name)
        : answer.set(name, value);
  }

  private static ObjectNode error(String type, String message) {
    return JSON.createObjectNode().put("__type", type).put("Message", message);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
