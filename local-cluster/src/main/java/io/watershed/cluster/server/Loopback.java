package io.watershed.cluster.server;

import io.watershed.cluster.process.Ports;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a server on this machine, never through a proxy. */
final class Loopback {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .proxy(HttpClient.Builder.NO_PROXY)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private Loopback() {}

  /** Throws when nothing listens on the port. */
  static void connect(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(Ports.loopback(port), 1_000);
    }
  }

  /** The body of a successful answer. */
  static String get(String address) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(10)).build();
    HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("HTTP status " + response.statusCode() + " of " + address);
    }
    return response.body();
  }
}
