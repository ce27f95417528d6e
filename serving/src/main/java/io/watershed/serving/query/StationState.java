package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.contract.index.BatchStateIndex;
import io.watershed.core.forecast.FloodRisk;
import io.watershed.core.forecast.LeadTime;
import io.watershed.core.settings.Settings;
import io.watershed.elasticsearch.Document;
import io.watershed.elasticsearch.Search;
import io.watershed.elasticsearch.SearchException;
import io.watershed.serving.views.ViewIndices;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What every page of stations asks for, read when somebody asks and what was read is some seconds
 * old. While Elasticsearch is away the last stations stay and are said to be old. Safe for use by
 * several threads.
 */
public final class StationState {

  static final String LATEST = "station-latest";

  /** By its name for people; maps show stations of many zones. */
  private static final ZoneId UTC = ZoneId.of("UTC");

  private static final int MOST_STATIONS = 10_000;

  /** At most a tenth of one processor's time goes into reading. */
  private static final int REST = 10;

  private static final Duration LONGEST_REST = Duration.ofSeconds(30);

  /**
   * What was read last.
   *
   * @param stale whether a later attempt failed
   * @param message why, one sentence; empty when it did not
   */
  public record Snapshot(Stations stations, boolean stale, String message) {

    /** The stations' clock as answers have it. */
    public ObjectNode clockJson() {
      return stations
          .clock()
          .json()
          .put("stale", stale)
          .put("message", message.isEmpty() ? null : message);
    }
  }

  /** What the batch layer said, which changes with its runs only. */
  private record Batch(
      String version,
      Map<String, JsonNode> metadata,
      Map<String, Map<LeadTime, Outlook>> outlooks) {}

  private final Search search;
  private final Clock wall;
  private final Duration period;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Snapshot snapshot;
  private volatile Instant readAt = Instant.EPOCH;
  private volatile Instant readAgain = Instant.EPOCH;
  private Batch batch = new Batch("", Map.of(), Map.of());

  /** The stations that a search finds. */
  public StationState(Search search, Settings settings, Clock wall) {
    this.search = search;
    this.wall = wall;
    this.period =
        settings.duration("serving.refresh", Duration.ofMillis(100), Duration.ofMinutes(5));
  }

  /**
   * What is known now, or was known last.
   *
   * @throws SearchException if Elasticsearch is away and nothing was ever read
   */
  public Snapshot snapshot() {
    Snapshot last = snapshot;
    if (last != null && wall.instant().isBefore(readAgain)) {
      return last;
    }
    if (last == null) {
      reading.lock();
    } else if (!reading.tryLock()) {
      // Somebody reads already; nobody else waits for it.
      return last;
    }
    try {
      if (snapshot == null || !wall.instant().isBefore(readAgain)) {
        refresh();
      }
      return snapshot;
    } finally {
      reading.unlock();
    }
  }

  /**
   * The newest observation of all stations, as of half a minute ago at most.
   *
   * @throws SearchException if Elasticsearch is away and nothing was ever read
   */
  public Instant now() {
    Snapshot last = snapshot;
    boolean recent = last != null && wall.instant().isBefore(readAt.plus(LONGEST_REST));
    return (recent ? last : snapshot()).stations().clock().now();
  }

  private void refresh() {
    long begin = System.nanoTime();
    try {
      snapshot = new Snapshot(read(), false, "");
    } catch (SearchException away) {
      if (snapshot == null) {
        throw away;
      }
      snapshot = new Snapshot(snapshot.stations(), true, away.getMessage());
    } finally {
      Duration rest = Duration.ofNanos((System.nanoTime() - begin) * REST);
      rest = rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
      readAt = wall.instant();
      readAgain = readAt.plus(rest.compareTo(period) > 0 ? rest : period);
    }
  }

  private Stations read() {
    JsonNode state =
        search
            .document(BatchStateIndex.INDEX, ViewIndices.STATIONS_STATE_ID)
            .map(Document::source)
            .orElseGet(Queries::object);
    Map<String, JsonNode> latest = byStation(LATEST, List.of());
    String version = state.path("run_id").asText(DataClock.NO_VERSION);
    if (!version.equals(batch.version())) {
      batch =
          new Batch(
              version,
              byStation(ViewIndices.STATION_METADATA, List.of()),
              outlooks(state.path("forecasts_issued").asText(null)));
    }
    Instant horizon = instant(state, "horizon");
    Instant newest =
        latest.values().stream()
            .filter(document -> document.hasNonNull("observed_at"))
            .map(document -> Instant.parse(document.get("observed_at").asText()))
            .max(Instant::compareTo)
            .orElse(horizon);
    Instant present = wall.instant();
    boolean empty = newest == null && horizon == null;
    Instant now = empty ? present : horizon != null && horizon.isAfter(newest) ? horizon : newest;
    Instant seam = instant(state, "seam");
    DataClock clock =
        new DataClock(
            now,
            present,
            empty,
            seam == null ? null : Optional.ofNullable(horizon).orElse(seam),
            seam == null ? Instant.EPOCH : seam,
            version,
            day(state, "first_date"),
            day(state, "last_date"),
            UTC);
    return new Stations(
        clock, state.path("forecasts_issued").asText(null), known(latest, clock.now()));
  }

  private Map<String, KnownStation> known(Map<String, JsonNode> latest, Instant now) {
    TreeSet<String> ids = new TreeSet<>(latest.keySet());
    ids.addAll(batch.metadata().keySet());
    Map<String, KnownStation> stations = new TreeMap<>();
    for (String id : ids) {
      stations.put(
          id,
          new KnownStation(
              id,
              latest.getOrDefault(id, MissingNode.getInstance()),
              batch.metadata().getOrDefault(id, MissingNode.getInstance()),
              batch.outlooks().getOrDefault(id, Map.of()),
              now));
    }
    return stations;
  }

  private Map<String, JsonNode> byStation(String index, List<ObjectNode> filters) {
    Map<String, JsonNode> documents = new TreeMap<>();
    for (JsonNode hit :
        Queries.hits(search.search(index, Queries.filtered(MOST_STATIONS, filters)))) {
      JsonNode document = hit.path("_source");
      documents.put(document.path("station_id").asText(), document);
    }
    return documents;
  }

  /** The outlooks of the newest issue, by station and lead. */
  private Map<String, Map<LeadTime, Outlook>> outlooks(String issued) {
    Map<String, Map<LeadTime, Outlook>> outlooks = new TreeMap<>();
    if (issued == null) {
      return outlooks;
    }
    Map<LeadTime, Map<String, JsonNode>> worst = worst(issued);
    for (LeadTime lead : LeadTime.values()) {
      Map<String, JsonNode> forecasts =
          byStation(
              ViewIndices.FORECASTS,
              List.of(
                  Queries.term("issued_time", issued),
                  Queries.term("lead_hours", Integer.toString(lead.hours()))));
      forecasts.forEach(
          (id, forecast) -> {
            JsonNode until = worst.get(lead).getOrDefault(id, MissingNode.getInstance());
            FloodRisk risk = FloodRisk.ofWireName(forecast.path("risk").asText());
            for (JsonNode bucket : until.at("/risks/buckets")) {
              risk = risk.worse(FloodRisk.ofWireName(bucket.path("key").asText()));
            }
            JsonNode probability = until.at("/probability/value");
            outlooks
                .computeIfAbsent(id, absent -> new TreeMap<>())
                .put(
                    lead,
                    new Outlook(
                        lead,
                        forecast,
                        risk,
                        probability.isNumber() ? probability.asDouble() : null));
          });
    }
    return outlooks;
  }

  /** The risks and the highest probability up to each lead, by station. */
  private Map<LeadTime, Map<String, JsonNode>> worst(String issued) {
    ObjectNode body = Queries.filtered(0, List.of(Queries.term("issued_time", issued)));
    ObjectNode stations = body.putObject("aggs").putObject("stations");
    stations.putObject("terms").put("field", "station_id").put("size", MOST_STATIONS);
    ObjectNode parts = stations.putObject("aggs");
    for (LeadTime lead : LeadTime.values()) {
      ObjectNode until = parts.putObject(until(lead));
      until.set("filter", Queries.between("lead_hours", 1, lead.hours()));
      ObjectNode figures = until.putObject("aggs");
      figures.putObject("risks").putObject("terms").put("field", "risk");
      figures.putObject("probability").putObject("max").put("field", "probability_high_water");
    }
    Map<LeadTime, Map<String, JsonNode>> worst = new TreeMap<>();
    for (LeadTime lead : LeadTime.values()) {
      worst.put(lead, new TreeMap<>());
    }
    for (JsonNode bucket :
        search.search(ViewIndices.FORECASTS, body).at("/aggregations/stations/buckets")) {
      for (LeadTime lead : LeadTime.values()) {
        worst.get(lead).put(bucket.path("key").asText(), bucket.path(until(lead)));
      }
    }
    return worst;
  }

  private static String until(LeadTime lead) {
    return "until" + lead.hours();
  }

  private static Instant instant(JsonNode state, String field) {
    return state.hasNonNull(field) ? Instant.parse(state.get(field).asText()) : null;
  }

  private static LocalDate day(JsonNode state, String field) {
    return state.hasNonNull(field) ? LocalDate.parse(state.get(field).asText()) : null;
  }
}
