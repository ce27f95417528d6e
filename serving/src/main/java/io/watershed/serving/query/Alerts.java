package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.alert.AlertLimits;
import io.watershed.core.alert.AlertType;
import io.watershed.core.alert.EpisodeGaps;
import io.watershed.core.alert.Severity;
import io.watershed.core.settings.Settings;
import io.watershed.core.station.StationAlertLimits;
import io.watershed.core.station.StationAlertWords;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Alert episodes. Safe for use by several threads. */
public final class Alerts {

  private static final String INDEX = "alerts-*";
  private static final int MOST_METERS = 10_000;

  /** Which episodes are asked for. */
  public enum State {
    /** Those whose end has not been seen. */
    OPEN,
    /** Those that are over. */
    CLOSED,
    /** Both. */
    ALL
  }

  /**
   * What is asked for; null leaves a field open.
   *
   * @param from the earliest start
   * @param before the end of the range of starts, itself not included
   */
  public record Filter(
      State state,
      AlertType type,
      Severity severity,
      String suburb,
      String meterId,
      Instant from,
      Instant before) {}

  private final Search search;
  private final EpisodeGaps gaps;
  private final AlertLimits limits;
  private final StationAlertLimits stationLimits;

  /** Alerts under the rules of the settings. */
  public Alerts(Search search, Settings settings) {
    this.search = search;
    this.gaps = EpisodeGaps.from(settings);
    this.limits = AlertLimits.from(settings);
    this.stationLimits = StationAlertLimits.from(settings);
  }

  /** A page of episodes, newest first, with counts over all that pass the filter. */
  public Page page(Filter filter, DataClock clock, int limit, Optional<JsonNode> after) {
    ObjectNode body = Queries.filtered(limit, filters(filter, clock));
    Queries.sort(body, "episode_start", "desc");
    Queries.sort(body, "meter_id", "asc");
    Queries.sort(body, "alert_type", "asc");
    after.ifPresent(values -> body.set("search_after", values));
    body.put("track_total_hits", true);
    ObjectNode counts = body.putObject("aggs");
    counts.putObject("types").putObject("terms").put("field", "alert_type");
    counts.putObject("severities").putObject("terms").put("field", "severity");
    JsonNode answer = search.search(INDEX, body);
    Page page = Page.of(answer, limit, hit -> item(hit, clock));
    ObjectNode summary = page.extra().putObject("counts");
    counts(answer.at("/aggregations/types/buckets"), summary.putObject("byType"));
    counts(answer.at("/aggregations/severities/buckets"), summary.putObject("bySeverity"));
    return page;
  }

  /** The episodes that were seen last. */
  public List<ObjectNode> latest(DataClock clock, int number) {
    ObjectNode body = Queries.filtered(number, List.of());
    Queries.sort(body, "last_seen", "desc");
    Queries.sort(body, "meter_id", "asc");
    return Queries.hits(search.search(INDEX, body)).stream().map(hit -> item(hit, clock)).toList();
  }

  /** How many episodes are open, by severity. */
  public Map<Severity, Long> open(DataClock clock) {
    ObjectNode body = Queries.filtered(0, List.of(open(clock.now())));
    body.putObject("aggs").putObject("severities").putObject("terms").put("field", "severity");
    Map<Severity, Long> counts = new TreeMap<>();
    for (Severity severity : Severity.values()) {
      counts.put(severity, 0L);
    }
    for (JsonNode bucket : search.search(INDEX, body).at("/aggregations/severities/buckets")) {
      counts.put(Severity.valueOf(bucket.path("key").asText()), bucket.path("doc_count").asLong());
    }
    return counts;
  }

  /** How many episodes of each meter are open. */
  Map<String, Long> openByMeter(DataClock clock) {
    ObjectNode body = Queries.filtered(0, List.of(open(clock.now())));
    body.putObject("aggs")
        .putObject("meters")
        .putObject("terms")
        .put("field", "meter_id")
        .put("size", MOST_METERS);
    Map<String, Long> counts = new TreeMap<>();
    for (JsonNode bucket : search.search(INDEX, body).at("/aggregations/meters/buckets")) {
      counts.put(bucket.path("key").asText(), bucket.path("doc_count").asLong());
    }
    return counts;
  }

  /** Episodes that were written or written again after an instant of the wall clock. */
  public List<ObjectNode> updatedAfter(Instant wall, DataClock clock, int most) {
    ObjectNode later = Queries.object();
    later.putObject("range").putObject("updated_at").put("gt", wall.toString());
    ObjectNode body = Queries.filtered(most, List.of(later));
    Queries.sort(body, "updated_at", "asc");
    return Queries.hits(search.search(INDEX, body)).stream()
        .map(hit -> item(hit, clock).put("updatedAt", hit.at("/_source/updated_at").asText()))
        .toList();
  }

  private List<ObjectNode> filters(Filter filter, DataClock clock) {
    List<ObjectNode> filters = new ArrayList<>();
    if (filter.type() != null) {
      filters.add(Queries.term("alert_type", filter.type().name()));
    }
    if (filter.severity() != null) {
      filters.add(Queries.term("severity", filter.severity().name()));
    }
    if (filter.suburb() != null) {
      filters.add(Queries.term("suburb", filter.suburb()));
    }
    if (filter.meterId() != null) {
      filters.add(Queries.term("meter_id", filter.meterId()));
    }
    if (filter.from() != null || filter.before() != null) {
      filters.add(Queries.range("episode_start", filter.from(), filter.before()));
    }
    switch (filter.state()) {
      case OPEN -> filters.add(open(clock.now()));
      case CLOSED -> {
        ObjectNode closed = Queries.object();
        closed.putObject("bool").putArray("must_not").add(open(clock.now()));
        filters.add(closed);
      }
      case ALL -> {}
    }
    return filters;
  }

  /** An episode is open until its type's gap has passed since it was last seen. */
  private ObjectNode open(Instant now) {
    ObjectNode query = Queries.object();
    ObjectNode bool = query.putObject("bool");
    bool.put("minimum_should_match", 1);
    ArrayNode any = bool.putArray("should");
    for (AlertType type : AlertType.values()) {
      ObjectNode one = any.addObject();
      one.putObject("bool")
          .putArray("filter")
          .add(Queries.term("alert_type", type.name()))
          .add(Queries.range("last_seen", now.minusMillis(gap(type)), null));
    }
    return query;
  }

  private long gap(AlertType type) {
    return gaps.millisOf(type);
  }

  private ObjectNode item(JsonNode hit, DataClock clock) {
    JsonNode alert = hit.path("_source");
    AlertType type = AlertType.valueOf(alert.path("alert_type").asText());
    Instant lastSeen = Instant.parse(alert.path("last_seen").asText());
    ObjectNode item =
        Queries.object()
            .put("id", hit.path("_id").asText())
            .put("type", type.name())
            .put("severity", alert.path("severity").asText())
            .put("device", alert.path("meter_id").asText());
    item.set("suburb", alert.get("suburb"));
    item.set("usageType", alert.get("usage_type"));
    item.put("measurement", alert.path("measurement_type").asText())
        .put("start", alert.path("episode_start").asText())
        .put("lastSeen", alert.path("last_seen").asText())
        .put("open", !lastSeen.isBefore(clock.now().minusMillis(gap(type))))
        .put("readings", alert.path("readings").asLong());
    for (String field : List.of("measured", "peak", "limit")) {
      item.set(field, alert.get(field));
    }
    return item.put("unit", alert.path("unit").asText())
        .put("message", alert.path("message").asText())
        .put("rule", rule(type, alert.path("usage_type").asText("")));
  }

  /** The rule in words, with its limits and the setting that changes them. */
  private String rule(AlertType type, String usageType) {
    return switch (type) {
      case HIGH_FLOW -> {
        boolean home = usageType.equals("Residential");
        AlertLimits.Pair limit = home ? limits.residentialFlow() : limits.otherFlow();
        yield sentence(
            "The flow of a " + (home ? "residential" : "non-residential") + " meter",
            "reaches",
            limit,
            "L/h",
            type,
            "alerts.high-flow");
      }
      case LOW_BATTERY ->
          sentence(
              "The battery", "falls to", limits.batteryVolts(), "V", type, "alerts.low-battery");
      case HIGH_TEMP ->
          sentence(
              "The device's temperature",
              "reaches",
              limits.temperatureCelsius(),
              "°C",
              type,
              "alerts.high-temperature");
      case RAPID_RISE, HIGH_WATER, HEAT, COLD, SENSOR_STUCK, STATION_SILENT ->
          StationAlertWords.of(type, stationLimits);
    };
  }

  private String sentence(
      String what, String verb, AlertLimits.Pair limit, String unit, AlertType type, String key) {
    return String.format(
        Locale.ROOT,
        "%s %s %s %s: a warning; %s %s: critical. The episode ends when it is over or after"
            + " %s without such a reading. Settings: %s.",
        what,
        verb,
        plain(limit.warning()),
        unit,
        plain(limit.critical()),
        unit,
        span(Duration.ofMillis(gap(type))),
        key);
  }

  private static String plain(double value) {
    return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(value);
  }

  private static String span(Duration gap) {
    return gap.toHours() % 24 == 0 ? gap.toDays() + " days" : gap.toHours() + " hours";
  }

  private static void counts(JsonNode buckets, ObjectNode counts) {
    for (JsonNode bucket : buckets) {
      counts.put(bucket.path("key").asText(), bucket.path("doc_count").asLong());
    }
  }
}
