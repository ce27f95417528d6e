package io.watershed.ingestion.source.msc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A service of river levels that answers as MSC GeoMet does: by time, by station, in order of time,
 * page by page. It holds what it is given, and remembers what it was asked.
 */
public final class FakeGeoMet implements AutoCloseable {

  /** What a station said of an instant, from the moment on at which the service has it. */
  private record Item(String station, Instant time, double level, String text) {}

  private final HttpServer server;
  private final List<Item> items = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Duration delay = Duration.ZERO;

  private FakeGeoMet(HttpServer server) {
    this.server = server;
  }

  /** Starts one on a free port of the loopback address. */
  public static FakeGeoMet start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeGeoMet fake = new FakeGeoMet(server);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/collections/hydrometric-realtime/items", fake::answer);
    server.start();
    return fake;
  }

  /** Its address. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Adds an observation. */
  public void add(String station, Instant time, double level) {
    items.add(new Item(station, time, level, feature(station, time.toString(), level)));
  }

  /** Adds a feature of any text at an instant. */
  public void addText(String station, Instant time, String text) {
    items.add(new Item(station, time, 0, text));
  }

  /** Lets each page take so long. */
  public void delay(Duration each) {
    delay = each;
  }

  /** The queries it was asked, in order. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** A feature as the real service writes it. */
  public static String feature(String station, String time, double level) {
    return """
    {"type": "Feature", "id": "%1$s.%2$s",
     "geometry": {"type": "Point", "coordinates": [-121.5, 49.4]},
     "properties": {"IDENTIFIER": "%1$s.%2$s", "STATION_NUMBER": "%1$s",
       "STATION_NAME": "A RIVER AT %1$s", "PROV_TERR_STATE_LOC": "BC", "DATETIME": "%2$s",
       "DATETIME_LST": "2026-11-20T00:00:00-08:00", "LEVEL": %3$s, "DISCHARGE": null,
       "LEVEL_SYMBOL_EN": null, "DISCHARGE_SYMBOL_EN": null}}\
    """
        .formatted(station, time, level);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String query = exchange.getRequestURI().getRawQuery();
      requests.add(URLDecoder.decode(query, StandardCharsets.UTF_8));
      if (closed.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      byte[] body = page(query).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/geo+json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (UncheckedIOException asked) {
      throw asked.getCause();
    }
  }

  private String page(String query) {
    Map<String, String> parameters = parameters(query);
    String[] bounds = parameters.get("datetime").split("/", -1);
    Instant from = Instant.parse(bounds[0]);
    Instant to = bounds[1].equals("..") ? Instant.MAX : Instant.parse(bounds[1]);
    String station = parameters.get("STATION_NUMBER");
    List<Item> found =
        items.stream()
            .filter(item -> !item.time().isBefore(from) && !item.time().isAfter(to))
            .filter(item -> station == null || item.station().equals(station))
            .sorted(Comparator.comparing(Item::time).thenComparing(Item::station))
            .toList();
    int limit = Integer.parseInt(parameters.get("limit"));
    int offset = Integer.parseInt(parameters.getOrDefault("offset", "0"));
    List<String> texts = new ArrayList<>();
    for (Item item : found.subList(Math.min(offset, found.size()), end(offset, limit, found))) {
      texts.add(item.text());
    }
    String links = "{\"rel\": \"self\", \"href\": \"" + url() + "\"}";
    if (offset + limit < found.size()) {
      String rest = query.replaceAll("&?offset=\\d+", "") + "&offset=" + (offset + limit);
      links +=
          ", {\"rel\": \"next\", \"href\": \""
              + url()
              + "/collections/hydrometric-realtime/items?"
              + rest
              + "\"}";
    }
    return "{\"type\": \"FeatureCollection\", \"features\": ["
        + String.join(",\n", texts)
        + "], \"numberMatched\": "
        + found.size()
        + ", \"numberReturned\": "
        + texts.size()
        + ", \"links\": ["
        + links
        + "]}";
  }

  private static int end(int offset, int limit, List<Item> found) {
    return Math.min(offset + limit, found.size());
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String part : query.split("&", -1)) {
      String[] pair = part.split("=", 2);
      parameters.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
