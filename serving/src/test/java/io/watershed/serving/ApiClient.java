package io.watershed.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks a server of this machine, as a browser does. */
final class ApiClient {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String address;

  ApiClient(String address) {
    this.address = address;
  }

  /** An answer, with what it says in JSON where it does. */
  record Answer(HttpResponse<String> response) {

    int status() {
      return response.statusCode();
    }

    Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException none) {
        throw new AssertionError("no JSON: " + response.body(), none);
      }
    }
  }

  /** Below {@code /api/v1}, which must answer with 200. */
  JsonNode read(String path) {
    Answer answer = get("/api/v1" + path);
    if (answer.status() != 200) {
      throw new AssertionError(path + ": " + answer.status() + " " + answer.response().body());
    }
    return answer.json();
  }

  Answer get(String path, String... headers) {
    return send("GET", path, headers);
  }

  Answer send(String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .timeout(PATIENCE)
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Answer(http.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException failed) {
      throw new AssertionError(path + ": " + failed, failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /** All items of a list, page by page. */
  List<JsonNode> walk(String path, int limit) {
    List<JsonNode> items = new ArrayList<>();
    String next = null;
    do {
      String separator = path.contains("?") ? "&" : "?";
      JsonNode page =
          read(path + separator + "limit=" + limit + (next == null ? "" : "&cursor=" + next));
      page.path("items").forEach(items::add);
      next = page.path("next").isNull() ? null : page.path("next").asText();
    } while (next != null && items.size() < 100_000);
    return items;
  }

  /** What the server says to a request as it is, which no client library would send. */
  String raw(String target, String host) throws IOException {
    URI server = URI.create(address);
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      String request =
          "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
