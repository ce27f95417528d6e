package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.contract.Index;
import io.watershed.core.contract.Named;
import io.watershed.core.contract.hive.StationMetadata;
import io.watershed.core.contract.hive.WaterLevelForecasts;
import io.watershed.core.contract.index.BatchStateIndex;
import io.watershed.core.contract.index.StationLatestIndex;
import io.watershed.core.contract.index.StationMetadataIndex;
import io.watershed.core.contract.index.WaterLevelForecastsIndex;
import io.watershed.core.forecast.FloodRisk;
import io.watershed.core.forecast.LeadTime;
import io.watershed.core.settings.Settings;
import io.watershed.elasticsearch.Document;
import io.watershed.elasticsearch.Queries;
import io.watershed.elasticsearch.Queries.Order;
import io.watershed.elasticsearch.Search;
import io.watershed.elasticsearch.SearchException;
import io.watershed.serving.answer.ClockAnswer;
import io.watershed.serving.answer.OutlookAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
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

  /** By its name for people; maps show stations of many zones. */
  private static final ZoneId UTC = ZoneId.of("UTC");

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
    public ClockAnswer clockAnswer() {
      return stations.clock().answer(stale, message);
    }
  }

  /** What the batch layer said, which changes with its runs only. */
  private record Batch(
      String version,
      Map<String, Document> metadata,
      Map<String, Map<LeadTime, OutlookAnswer>> outlooks,
      boolean cut) {}

  private final Search search;
  private final Clock wall;
  private final Duration period;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Snapshot snapshot;
  private volatile Instant readAt = Instant.EPOCH;
  private volatile Instant readAgain = Instant.EPOCH;
  private Batch batch = new Batch("", Map.of(), Map.of(), false);

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
    Document state =
        search.document(BatchStateIndex.INDEX, BatchStateIndex.STATIONS_ID).orElse(Document.NONE);
    Found latest = byStation(StationLatestIndex.INDEX, StationLatestIndex.STATION_ID);
    String version = state.text(BatchStateIndex.RUN_ID, DataClock.NO_VERSION);
    Instant issued = state.instant(BatchStateIndex.FORECASTS_ISSUED);
    if (!version.equals(batch.version())) {
      Found metadata = byStation(StationMetadataIndex.INDEX, StationMetadata.STATION_ID);
      batch = new Batch(version, metadata.documents(), outlooks(issued), metadata.cut());
    }
    Instant horizon = state.instant(BatchStateIndex.HORIZON);
    Instant newest =
        latest.documents().values().stream()
            .map(document -> document.instant(StationLatestIndex.OBSERVED_AT))
            .filter(Objects::nonNull)
            .max(Instant::compareTo)
            .orElse(horizon);
    Instant present = wall.instant();
    boolean empty = newest == null && horizon == null;
    Instant now = empty ? present : horizon != null && horizon.isAfter(newest) ? horizon : newest;
    Instant seam = state.instant(BatchStateIndex.SEAM);
    DataClock clock =
        new DataClock(
            now,
            present,
            empty,
            seam == null ? null : Optional.ofNullable(horizon).orElse(seam),
            seam == null ? Instant.EPOCH : seam,
            version,
            state.day(BatchStateIndex.FIRST_DATE),
            state.day(BatchStateIndex.LAST_DATE),
            UTC);
    return new Stations(
        clock, issued, known(latest.documents(), clock.now()), latest.cut() || batch.cut());
  }

  private Map<String, KnownStation> known(Map<String, Document> latest, Instant now) {
    TreeSet<String> ids = new TreeSet<>(latest.keySet());
    ids.addAll(batch.metadata().keySet());
    Map<String, KnownStation> stations = new TreeMap<>();
    for (String id : ids) {
      StationReader reader =
          new StationReader(
              latest.getOrDefault(id, Document.NONE),
              batch.metadata().getOrDefault(id, Document.NONE));
      stations.put(id, reader.station(id, batch.outlooks().getOrDefault(id, Map.of()), now));
    }
    return stations;
  }

  /**
   * Documents of which each station has one, by station.
   *
   * @param cut whether there are more
   */
  private record Found(Map<String, Document> documents, boolean cut) {}

  private Found byStation(Index index, Named station, ObjectNode... filters) {
    ObjectNode body = Queries.filtered(0, filters);
    Queries.sort(body, station, Order.ASCENDING);
    Search.Found found = search.all(body, Caps.DEVICES, index);
    Map<String, Document> documents = new TreeMap<>();
    found.documents().forEach(document -> documents.put(document.text(station), document));
    return new Found(documents, found.cut());
  }

  /** The outlooks of the newest issue, by station and lead. */
  private Map<String, Map<LeadTime, OutlookAnswer>> outlooks(Instant issued) {
    Map<String, Map<LeadTime, OutlookAnswer>> outlooks = new TreeMap<>();
    if (issued == null) {
      return outlooks;
    }
    Map<LeadTime, Map<String, JsonNode>> worst = worst(issued);
    for (LeadTime lead : LeadTime.values()) {
      Map<String, Document> forecasts =
          byStation(
                  WaterLevelForecastsIndex.INDEX,
                  WaterLevelForecasts.STATION_ID,
                  Queries.term(WaterLevelForecasts.ISSUED_TIME, issued.toString()),
                  Queries.term(WaterLevelForecasts.LEAD_HOURS, Integer.toString(lead.hours())))
              .documents();
      forecasts.forEach(
          (id, forecast) -> {
            JsonNode until = worst.get(lead).getOrDefault(id, MissingNode.getInstance());
            FloodRisk risk = FloodRisk.ofWireName(forecast.text(WaterLevelForecasts.RISK, ""));
            for (JsonNode bucket : until.at("/risks/buckets")) {
              risk = risk.worse(FloodRisk.ofWireName(bucket.path("key").asText()));
            }
            JsonNode probability = until.at("/probability/value");
            outlooks
                .computeIfAbsent(id, absent -> new TreeMap<>())
                .put(
                    lead,
                    StationReader.outlook(
                        forecast,
                        lead,
                        risk,
                        probability.isNumber() ? (Double) probability.asDouble() : null));
          });
    }
    return outlooks;
  }

  /** The risks and the highest probability up to each lead, by station. */
  private Map<LeadTime, Map<String, JsonNode>> worst(Instant issued) {
    ObjectNode body =
        Queries.filtered(0, Queries.term(WaterLevelForecasts.ISSUED_TIME, issued.toString()));
    ObjectNode stations =
        Queries.aggregate(
            body, "stations", Queries.groups(WaterLevelForecasts.STATION_ID, Caps.DEVICES));
    for (LeadTime lead : LeadTime.values()) {
      ObjectNode until = Queries.object();
      until.set("filter", Queries.between(WaterLevelForecasts.LEAD_HOURS, 1, lead.hours()));
      Queries.aggregate(stations, until(lead), until);
      Queries.aggregate(
          until, "risks", Queries.groups(WaterLevelForecasts.RISK, FloodRisk.values().length));
      Queries.aggregate(
          until, "probability", Queries.max(WaterLevelForecasts.PROBABILITY_HIGH_WATER));
    }
    Map<LeadTime, Map<String, JsonNode>> worst = new TreeMap<>();
    for (LeadTime lead : LeadTime.values()) {
      worst.put(lead, new TreeMap<>());
    }
    for (JsonNode bucket :
        Queries.buckets(search.search(body, WaterLevelForecastsIndex.INDEX), "stations")) {
      for (LeadTime lead : LeadTime.values()) {
        worst.get(lead).put(bucket.path("key").asText(), bucket.path(until(lead)));
      }
    }
    return worst;
  }

  private static String until(LeadTime lead) {
    return "until" + lead.hours();
  }
}
