package io.watershed.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.watershed.cluster.pipeline.ModuleCommand;
import io.watershed.cluster.pipeline.PipelineOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./run_pipeline.sh kibana import} as far as the serving layer's process. */
class KibanaImportIT {
  private static final Pattern OBJECT =
      Pattern.compile("^\\{\"type\":\"([a-z-]+)\",\"id\":\"([a-z-]+)\"", Pattern.MULTILINE);

  private final List<String> results = new CopyOnWriteArrayList<>();
  private final List<String> progress = new CopyOnWriteArrayList<>();
  @TempDir private Path folder;
  private HttpServer kibana;

  @BeforeEach
  void start() throws IOException {
    kibana = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    kibana.createContext(
        "/api/status",
        exchange -> reply(exchange, "{\"status\":{\"overall\":{\"level\":\"available\"}}}"));
    kibana.createContext("/api/saved_objects/_import", KibanaImportIT::takeAll);
    kibana.start();
  }

  @AfterEach
  void stop() {
    kibana.stop(0);
  }

  @Test
  void importsWithoutAnyServerOfThePipeline() throws IOException {
    String url = "http://127.0.0.1:" + kibana.getAddress().getPort();

    assertThat(run("--url=" + url)).as("%s", progress).isZero();

    assertThat(results)
        .contains("created  dashboard  Fleet overview", "created  search     Alerts, newest first")
        .contains("21 created, 0 updated, 0 failed at " + url);
    assertThat(progress).contains("importing 21 objects into Kibana at " + url);
    assertThat(folder).as("no server has left data").isEmptyDirectory();
  }

  @Test
  void passesOnWhyItFailed() throws IOException {
    kibana.stop(0);
    String url = "http://127.0.0.1:" + kibana.getAddress().getPort();

    assertThat(run("--url=" + url, "--wait=0")).isEqualTo(1);
    assertThat(progress)
        .contains("Kibana at " + url + " was not ready within 0 s: it does not answer");
  }

  @Test
  void passesOnThatTheInputIsBad() throws IOException {
    assertThat(run("--wait=-1")).isEqualTo(2);
    assertThat(progress).containsExactly("--wait -1 is not allowed: it must be from 0 to 3600");
    assertThat(results).isEmpty();
  }

  private int run(String... arguments) throws IOException {
    return ModuleCommand.importIntoKibana(
        PipelineOptions.in(folder), List.of(arguments), results::add, progress::add);
  }

  private static void takeAll(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String taken =
        OBJECT
            .matcher(form)
            .results()
            .map(each -> "{\"type\":\"" + each.group(1) + "\",\"id\":\"" + each.group(2) + "\"}")
            .collect(Collectors.joining(","));
    reply(
        exchange,
        "{\"success\":true,\"successCount\":21,\"successResults\":["
            + taken
            + "],\"warnings\":[]}");
  }

  private static void reply(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(200, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
