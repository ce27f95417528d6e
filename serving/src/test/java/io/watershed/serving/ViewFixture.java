package io.watershed.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A small fleet's documents in every index of the contract, in a real Elasticsearch: four meters, a
 * week of quarter-hourly flows of whole litres, so that every sum can be said exactly.
 *
 * <p>The windows cover the last two days before {@link #NOW}, the batch layer's indices the days
 * from {@link #FIRST_DATE} up to {@link #HORIZON}.
 */
public final class ViewFixture {
  /** The data clock: an instant after every document. */
  public static final Instant NOW = Instant.parse("2022-07-13T08:00:00Z");

  /** When the stations were heard last. */
  public static final Instant STATIONS_NOW = NOW.minus(Duration.ofHours(1));

  /** The newest reading that the batch layer has taken. */
  public static final Instant HORIZON = Instant.parse("2022-07-13T05:30:00Z");

  /** The horizon's hour. */
  public static final Instant SEAM = Instant.parse("2022-07-13T05:00:00Z");

  /** The first local day of the batch layer. */
  public static final LocalDate FIRST_DATE = LocalDate.parse("2022-07-07");

  /** The zone of all meters. */
  public static final ZoneId ZONE = ZoneId.of("Australia/Brisbane");

  /** The run whose views are indexed. */
  public static final String RUN = "20220713T060000Z-0001";

  /** Time between two flow readings of a meter. */
  public static final Duration STEP = Duration.ofMinutes(15);

  /** The meters; the last one is in no fleet list. */
  public static final List<Meter> METERS =
      List.of(
          new Meter("1001", 1, "captis_pulse", "BUDERIM", 4556, "Residential"),
          new Meter("1002", 2, "c8y_lwm2m", "BUDERIM", 4556, "Non-Residential"),
          new Meter("1003", 3, "captis_pulse", "MAROOCHYDORE", 4558, "Residential"),
          new Meter("1004", 4, null, null, 0, null));

  static final Instant WINDOWS_FROM = NOW.minus(Duration.ofHours(48));

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String url;

  private ViewFixture(String url) {
    this.url = url;
  }

  /**
   * A meter of the fixture.
   *
   * @param number its factor: it uses more than the meters before it
   * @param suburb null where the fleet list does not know the meter
   */
  public record Meter(
      String id, int number, String type, String suburb, int postcode, String usage) {

    /** Litres of the reading at this instant, a whole number. */
    public double litres(Instant reading) {
      return number * (1 + reading.atOffset(ZoneOffset.UTC).getHour() % 6);
    }

    /** Litres of all readings from an instant, itself included, to another, itself excluded. */
    public double litres(Instant from, Instant to) {
      double sum = 0;
      for (Instant at : readings(from, to)) {
        sum += litres(at);
      }
      return sum;
    }

    /** Where it is, as the batch layer says it. */
    public String suburbOrUnknown() {
      return suburb == null ? "Unknown" : suburb;
    }
  }

  /** Litres of the meters that the condition names. */
  public static double litres(Predicate<Meter> which, Instant from, Instant to) {
    return METERS.stream().filter(which).mapToDouble(each -> each.litres(from, to)).sum();
  }

  /** The instants of flow readings from an instant, itself included, to another, excluded. */
  public static List<Instant> readings(Instant from, Instant to) {
    long step = STEP.toSeconds();
    long first = Math.floorDiv(from.getEpochSecond() + step - 1, step) * step;
    return Stream.iterate(Instant.ofEpochSecond(first), at -> at.isBefore(to), at -> at.plus(STEP))
        .toList();
  }

  /** Midnight of a local day. */
  public static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZONE).toInstant();
  }

  /** Puts all templates and documents into an empty Elasticsearch. */
  public static ViewFixture into(String elasticsearchUrl) {
    ViewFixture fixture = new ViewFixture(elasticsearchUrl);
    fixture.installTemplates();
    SpeedDocuments.requests().forEach(fixture::index);
    fixture.index(BatchDocuments.bulkRequest());
    fixture.index(StationFixture.bulk(STATIONS_NOW, RUN));
    fixture.send("POST", "/_refresh", "", "application/json");
    return fixture;
  }

  private void installTemplates() {
    Path folder = Settings.home().resolve("kibana/index-templates");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = "watershed-" + file.getFileName().toString().replace(".json", "");
        send("PUT", "/_index_template/" + name, Files.readString(file), "application/json");
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void index(String bulk) {
    JsonNode answer = send("POST", "/_bulk", bulk, "application/x-ndjson");
    if (answer.get("errors").asBoolean()) {
      throw new IllegalStateException("not every document fits its template: " + answer);
    }
  }

  /** Sends a request of the search API and gives its answer. */
  public JsonNode post(String path, JsonNode body) {
    return send("POST", path, body.toString(), "application/json");
  }

  private JsonNode send(String method, String path, String body, String type) {
    try {
      HttpResponse<String> response =
          HTTP.send(
              HttpRequest.newBuilder(URI.create(url + path))
                  .header("Content-Type", type)
                  .timeout(Duration.ofMinutes(2))
                  .method(method, BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(method + " " + path + ": " + response.body());
      }
      return JSON.readTree(response.body());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
