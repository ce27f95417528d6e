package io.watershed.serving.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that answers as Kibana 8.19 does: not at all ready at first, then so by its status, then
 * taking what is imported and keeping its ids.
 */
final class FakeKibana implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern BOUNDARY =
      Pattern.compile("multipart/form-data; ?boundary=\"?([^\"]+)\"?");

  private final HttpServer server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Set<String> stored = new HashSet<>();
  private final Map<String, String> refusals = new HashMap<>();
  private volatile int unreadyAnswers;
  private volatile Optional<String> authorization = Optional.empty();
  private volatile Set<String> forgotten = Set.of();

  /** A request as it came. */
  record Request(String method, String target, Map<String, String> headers, byte[] body) {
    /** The one file of a form, as Kibana's parser sees it. */
    byte[] file() {
      Matcher boundary = BOUNDARY.matcher(headers.get("content-type"));
      if (!boundary.matches()) {
        throw new AssertionError("no form: " + headers);
      }
      String text = new String(body, StandardCharsets.ISO_8859_1);
      String head = "--" + boundary.group(1) + "\r\n";
      String tail = "\r\n--" + boundary.group(1) + "--\r\n";
      int start = text.indexOf("\r\n\r\n") + 4;
      String part = text.substring(head.length(), start - 4);
      if (!text.startsWith(head)
          || !text.endsWith(tail)
          || !part.toLowerCase(java.util.Locale.ROOT).contains("form-data; name=\"file\"")
          || !part.contains(".ndjson\"")) {
        throw new AssertionError("no form with a file: " + text.substring(0, start));
      }
      return text.substring(start, text.length() - tail.length())
          .getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  FakeKibana() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The next questions for its status are answered as while it starts. */
  void unready(int answers) {
    unreadyAnswers = answers;
  }

  /** From now on it lets in whoever sends this header alone. */
  void letIn(String header) {
    authorization = Optional.of(header);
  }

  /** It will not take this object. */
  void refuse(String id, String reason) {
    refusals.put(id, reason);
  }

  /** It forgets to mention this object in its answer. */
  void forget(String id) {
    forgotten = Set.of(id);
  }

  List<Request> requests(String path) {
    return requests.stream().filter(each -> each.target().startsWith(path)).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
    String target = exchange.getRequestURI().toString();
    Request request =
        new Request(
            exchange.getRequestMethod(), target, headers, exchange.getRequestBody().readAllBytes());
    requests.add(request);
    if (target.equals("/api/status") && unreadyAnswers > 0) {
      unreadyAnswers--;
      // At first there is no API yet, then one that tells how far it is.
      if (unreadyAnswers > 0) {
        reply(exchange, 503, "Kibana server is not ready yet");
      } else {
        reply(exchange, 503, status("unavailable", "Waiting for saved objects"));
      }
    } else if (authorization.isPresent()
        && !authorization.get().equals(headers.get("authorization"))) {
      reply(exchange, 401, error(401, "Unauthorized", "unable to authenticate user"));
    } else if (target.equals("/api/status")) {
      reply(exchange, 200, status("available", "All services are available"));
    } else if (target.endsWith("/api/saved_objects/_import?overwrite=true")) {
      if (headers.containsKey("kbn-xsrf")) {
        reply(exchange, 200, take(request).toString());
      } else {
        reply(exchange, 400, error(400, "Bad Request", "Request must contain a kbn-xsrf header."));
      }
    } else {
      reply(exchange, 404, error(404, "Not Found", "Not Found"));
    }
  }

  private ObjectNode take(Request request) {
    List<JsonNode> objects = new ArrayList<>();
    new String(request.file(), StandardCharsets.UTF_8)
        .lines()
        .forEach(line -> objects.add(KibanaFiles.parse(line)));
    Set<String> known = new HashSet<>(stored);
    objects.forEach(each -> known.add(key(each)));
    ArrayNode successes = JSON.createArrayNode();
    ArrayNode failures = JSON.createArrayNode();
    for (JsonNode object : objects) {
      String id = object.get("id").asText();
      ObjectNode result =
          JSON.createObjectNode().put("type", object.get("type").asText()).put("id", id);
      result.putObject("meta").put("title", object.at("/attributes/title").asText());
      ArrayNode missing = JSON.createArrayNode();
      for (JsonNode reference : object.get("references")) {
        if (!known.contains(key(reference))) {
          missing.add(reference);
        }
      }
      if (forgotten.contains(id)) {
        continue;
      }
      if (refusals.containsKey(id)) {
        result
            .putObject("error")
            .put("type", "unknown")
            .put("statusCode", 400)
            .put("message", refusals.get(id));
        failures.add(result);
      } else if (!missing.isEmpty()) {
        result.putObject("error").put("type", "missing_references").set("references", missing);
        failures.add(result);
      } else {
        if (!stored.add(key(object))) {
          result.put("overwrite", true);
        }
        successes.add(result.put("managed", false));
      }
    }
    ObjectNode answer =
        JSON.createObjectNode()
            .put("successCount", successes.size())
            .put("success", failures.isEmpty());
    answer.putArray("warnings");
    answer.set("successResults", successes);
    if (!failures.isEmpty()) {
      answer.set("errors", failures);
    }
    return answer;
  }

  private static String key(JsonNode object) {
    return object.get("type").asText() + "/" + object.get("id").asText();
  }

  private static String status(String level, String summary) {
    ObjectNode answer = JSON.createObjectNode().put("name", "fake");
    answer.putObject("status").putObject("overall").put("level", level).put("summary", summary);
    return answer.toString();
  }

  private static String error(int status, String name, String message) {
    return JSON.createObjectNode()
        .put("statusCode", status)
        .put("error", name)
        .put("message", message)
        .toString();
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
