package io.watershed.serving.api;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The dashboard's pages and what they load, all of it out of this program. */
final class Pages {

  /** A page: its content is {@code pages/name.html}, its script {@code assets/name.js}. */
  private record Description(String path, String name, String title, String section) {}

  private static final List<Description> PAGES =
      List.of(
          new Description("/", "overview", "Overview", "overview"),
          new Description("/meters", "meters", "Meters", "meters"),
          new Description("/meters/{id}", "meter", "Meter", "meters"),
          new Description("/weather", "weather", "Weather", "weather"),
          new Description("/weather/{id}", "station", "Weather station", "weather"),
          new Description("/water-levels", "water", "Water levels", "water-levels"),
          new Description("/water-levels/{id}", "gauge", "Gauge", "water-levels"),
          new Description("/alerts", "alerts", "Alerts", "alerts"),
          new Description("/pipeline", "pipeline", "Pipeline", "pipeline"),
          new Description("/exports", "exports", "Exports", "exports"),
          new Description("/docs", "docs", "API", "docs"));

  /** Libraries by name, with the place of their version's description on the class path. */
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "echarts", "org.webjars.npm/echarts",
          "leaflet", "org.webjars.npm/leaflet",
          "swagger-ui", "org.webjars/swagger-ui");

  private record Page(byte[] bytes, String tag) {}

  private final Map<String, Page> pages = new TreeMap<>();

  Pages() {
    String layout = text("/web/layout.html");
    for (Description page : PAGES) {
      String html =
          layout
              .replace("{{title}}", page.title())
              .replace("{{page}}", page.section())
              .replace("{{script}}", page.name() + ".js")
              .replace("{{content}}", text("/web/pages/" + page.name() + ".html"));
      pages.put(page.path(), page(html));
    }
  }

  /** The paths of the pages, as routes have them. */
  Iterable<String> paths() {
    return pages.keySet();
  }

  /** Lets the server answer for style sheets, scripts and libraries. */
  static void addFiles(JavalinConfig config) {
    config.staticFiles.add(
        files -> {
          files.hostedPath = "/assets";
          files.directory = "/web/assets";
          files.location = Location.CLASSPATH;
          files.headers = Map.of("Cache-Control", "no-cache");
        });
    LIBRARIES.forEach(
        (name, place) ->
            config.staticFiles.add(
                files -> {
                  files.hostedPath = "/webjars/" + name;
                  files.directory = "/META-INF/resources/webjars/" + name + "/" + version(place);
                  files.location = Location.CLASSPATH;
                  files.headers = Map.of("Cache-Control", "max-age=3600");
                }));
  }

  private static String version(String place) {
    Properties description = new Properties();
    try (InputStream stream =
        Pages.class.getResourceAsStream("/META-INF/maven/" + place + "/pom.properties")) {
      if (stream == null) {
        throw new IllegalStateException("the library " + place + " is not on the class path");
      }
      description.load(stream);
      return description.getProperty("version");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  void answer(Context request, String path) {
    Page page = pages.get(path);
    request.header("ETag", page.tag());
    if (page.tag().equals(request.header("If-None-Match"))) {
      request.status(304);
      return;
    }
    request.contentType("text/html; charset=utf-8").result(page.bytes());
  }

  private static Page page(String html) {
    byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
    try {
      String digest =
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 12);
      return new Page(bytes, "W/\"" + digest + "\"");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String text(String resource) {
    try (InputStream stream = Pages.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
