package io.watershed.serving.kibana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.watershed.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The few calls of Kibana's API that an import needs. */
final class KibanaClient {
  private static final Duration STATUS_TIMEOUT = Duration.ofSeconds(10);
  // Kibana answers an import when Elasticsearch has taken all of it.
  private static final Duration IMPORT_TIMEOUT = Duration.ofMinutes(2);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(STATUS_TIMEOUT)
          .build();
  private final KibanaAddress address;
  private final KibanaLogin login;

  KibanaClient(KibanaAddress address, KibanaLogin login) {
    this.address = address;
    this.login = login;
  }

  /**
   * Why Kibana cannot be used yet; empty when it can.
   *
   * @throws KibanaException if waiting is pointless, because it refuses this user
   */
  Optional<String> unready() throws InterruptedException {
    HttpResponse<String> response;
    try {
      response = http.send(request("/api/status").GET().build(), BodyHandlers.ofString());
    } catch (IOException unreachable) {
      return Optional.of("it does not answer");
    }
    refuseIfUnknown(response);
    JsonNode status = json(response.body()).path("status");
    String level = status.at("/overall/level").asText();
    if (response.statusCode() == 200 && level.equals("available")) {
      return Optional.empty();
    }
    // One plugin in difficulties must not stop an import that Kibana can do.
    if (response.statusCode() == 200
        && level.equals("degraded")
        && status.at("/core/savedObjects/level").asText().equals("available")) {
      return Optional.empty();
    }
    String summary = status.at("/overall/summary").asText();
    return Optional.of(
        level.isEmpty()
            ? "it answers with status " + response.statusCode()
            : "it is " + level + (summary.isBlank() ? "" : " (" + summary + ")"));
  }

  /**
   * Creates or replaces objects.
   *
   * @throws KibanaException if Kibana refuses all of them or does not answer
   */
  List<Outcome> importObjects(SavedObjects objects) throws InterruptedException {
    String boundary = "watershed-" + UUID.randomUUID();
    URI uri = address.inSpace("/api/saved_objects/_import?overwrite=true");
    HttpRequest request =
        authorized(HttpRequest.newBuilder(uri))
            .timeout(IMPORT_TIMEOUT)
            .header("kbn-xsrf", "watershed")
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(
                BodyPublishers.ofByteArrays(
                    List.of(
                        bytes(
                            "--"
                                + boundary
                                + "\r\nContent-Disposition: form-data; name=\"file\";"
                                + " filename=\"watershed.ndjson\"\r\n"
                                + "Content-Type: application/ndjson\r\n\r\n"),
                        objects.ndjson(),
                        bytes("\r\n--" + boundary + "--\r\n"))))
            .build();
    HttpResponse<String> response;
    try {
      response = http.send(request, BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new KibanaException(
          "Kibana at " + address + " broke off during the import: " + broken.getMessage(), broken);
    }
    refuseIfUnknown(response);
    JsonNode answer = json(response.body());
    if (response.statusCode() != 200 || !answer.has("successCount")) {
      throw new KibanaException(
          "Kibana at "
              + address
              + " refused the import with status "
              + response.statusCode()
              + message(answer));
    }
    return ImportAnswer.read(objects.objects(), answer);
  }

  private HttpRequest.Builder request(String path) {
    return authorized(HttpRequest.newBuilder(address.server(path)).timeout(STATUS_TIMEOUT));
  }

  private HttpRequest.Builder authorized(HttpRequest.Builder request) {
    login.header().ifPresent(value -> request.header("Authorization", value));
    return request;
  }

  private void refuseIfUnknown(HttpResponse<String> response) {
    int status = response.statusCode();
    if (status != 401 && status != 403) {
      return;
    }
    String advice =
        login.header().isPresent()
            ? ""
            : "; give --user with the environment variable WATERSHED_KIBANA_PASSWORD, or"
                + " WATERSHED_KIBANA_API_KEY";
    throw new KibanaException(
        "Kibana at "
            + address
            + (status == 401 ? " does not let " : " does not allow this to ")
            + login
            + (status == 401 ? " in" : "")
            + " (status "
            + status
            + ")"
            + message(json(response.body()))
            + advice);
  }

  private static String message(JsonNode answer) {
    String message = answer.path("message").asText();
    return message.isBlank() ? "" : ": " + message.replaceAll("\\s*\\R\\s*", " ");
  }

  private static JsonNode json(String body) {
    try {
      JsonNode json = Json.MAPPER.readTree(body);
      return json == null ? MissingNode.getInstance() : json;
    } catch (JsonProcessingException text) {
      // While it starts, Kibana answers with a sentence.
      return MissingNode.getInstance();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
