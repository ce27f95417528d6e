package io.watershed.serving.api;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The dashboard's pages and what they load, all of it out of this program. */
final class Pages {

  private static final Map<String, String> FILES =
      new TreeMap<>(
          Map.of(
              "/", "index.html",
              "/meters", "meters.html",
              "/meters/{id}", "meter.html",
              "/alerts", "alerts.html",
              "/pipeline", "pipeline.html",
              "/exports", "exports.html",
              "/docs", "docs.html"));

  /** Libraries by name, with the place of their version's description on the class path. */
  private static final Map<String, String> LIBRARIES =
      Map.of("echarts", "org.webjars.npm/echarts", "swagger-ui", "org.webjars/swagger-ui");

  private record Page(byte[] bytes, String tag) {}

  private final Map<String, Page> pages = new TreeMap<>();

  Pages() {
    FILES.forEach((path, file) -> pages.put(path, page("/web/" + file)));
  }

  /** The paths of the pages, as routes have them. */
  Iterable<String> paths() {
    return FILES.keySet();
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

  private static Page page(String resource) {
    try (InputStream stream = Pages.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      byte[] bytes = stream.readAllBytes();
      String digest =
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 12);
      return new Page(bytes, "W/\"" + digest + "\"");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
