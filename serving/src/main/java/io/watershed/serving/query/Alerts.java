package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.alert.AlertType;
import io.watershed.core.alert.EpisodeGaps;
import io.watershed.core.alert.Severity;
import io.watershed.core.settings.Settings;
import io.watershed.elasticsearch.Search;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

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
   * @param device a meter's id or a station's
   * @param subject what kind of device
   * @param from the earliest start
   * @param before the end of the range of starts, itself not included
   */
  public record Filter(
      State state,
      AlertType type,
      Severity severity,
      String suburb,
      String device,
      AlertType.Subject subject,
      Instant from,
      Instant before) {}

  private final Search search;
  private final EpisodeGaps gaps;
  private final AlertWords rules;
  private final Supplier<Instant> stationsNow;

  /**
   * Alerts under the rules of the settings.
   *
   * @param stationsNow the stations' clock, which may be of another time than the meters'
   */
  public Alerts(Search search, Settings settings, Supplier<Instant> stationsNow) {
    this.search = search;
    this.stationsNow = stationsNow;
    this.gaps = EpisodeGaps.from(settings);
    this.rules = new AlertWords(settings);
  }

  /** A page of episodes, newest first, with counts over all that pass the filter. */
  public Page page(Filter filter, DataClock clock, int limit, Optional<JsonNode> after) {
    ObjectNode body = Queries.filtered(limit, filters(filter, clock));
    Queries.sort(body, "episode_start", "desc");
    sortByDevice(body);
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
    sortByDevice(body);
    return Queries.hits(search.search(INDEX, body)).stream().map(hit -> item(hit, clock)).toList();
  }

  /** An alert is about a meter or about a station; what it is not about sorts as an empty text. */
  private static void sortByDevice(ObjectNode body) {
    for (AlertType.Subject subject : AlertType.Subject.values()) {
      ((ArrayNode) body.get("sort"))
          .addObject()
          .putObject(field(subject))
          .put("order", "asc")
          .put("missing", "");
    }
  }

  private static String field(AlertType.Subject subject) {
    return switch (subject) {
      case METER -> "meter_id";
      case STATION -> "station_id";
    };
  }

  /** How many episodes are open, by severity. */
  public Map<Severity, Long> open(DataClock clock) {
    ObjectNode body = Queries.filtered(0, List.of(goesOn(clock)));
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
    ObjectNode body = Queries.filtered(0, List.of(goesOn(clock)));
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
    if (filter.subject() != null) {
      filters.add(Queries.exists(field(filter.subject())));
    }
    if (filter.device() != null) {
      filters.add(
          filter.subject() == null
              ? ofDevice(filter.device())
              : Queries.term(field(filter.subject()), filter.device()));
    }
    if (filter.from() != null || filter.before() != null) {
      filters.add(Queries.range("episode_start", filter.from(), filter.before()));
    }
    switch (filter.state()) {
      case OPEN -> filters.add(goesOn(clock));
      case CLOSED -> {
        ObjectNode closed = Queries.object();
        closed.putObject("bool").putArray("must_not").add(goesOn(clock));
        filters.add(closed);
      }
      case ALL -> {}
    }
    return filters;
  }

  /** An episode is open until its type's gap has passed since it was last seen. */
  private ObjectNode goesOn(DataClock clock) {
    Instant stations = stationsNow.get();
    ObjectNode query = Queries.object();
    ObjectNode bool = query.putObject("bool");
    bool.put("minimum_should_match", 1);
    ArrayNode any = bool.putArray("should");
    for (AlertType type : AlertType.values()) {
      ObjectNode one = any.addObject();
      one.putObject("bool")
          .putArray("filter")
          .add(Queries.term("alert_type", type.name()))
          .add(Queries.range("last_seen", openSince(type, clock, stations), null));
    }
    return query;
  }

  private static ObjectNode ofDevice(String id) {
    ObjectNode query = Queries.object();
    ArrayNode any = query.putObject("bool").put("minimum_should_match", 1).putArray("should");
    for (AlertType.Subject subject : AlertType.Subject.values()) {
      any.add(Queries.term(field(subject), id));
    }
    return query;
  }

  /** Episodes seen before are over. */
  private Instant openSince(AlertType type, DataClock clock, Instant stations) {
    return switch (type.subject()) {
      case METER -> clock.now().minusMillis(gap(type));
      case STATION -> stations.minusMillis(gap(type));
    };
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
            .put("subject", type.subject().name().toLowerCase(Locale.ROOT))
            .put("device", alert.path(field(type.subject())).asText());
    for (String field : List.of("kind", "name", "province", "suburb")) {
      item.set(field, alert.get(field));
    }
    item.set("usageType", alert.get("usage_type"));
    item.put("measurement", alert.path("measurement_type").asText())
        .put("start", alert.path("episode_start").asText())
        .put("lastSeen", alert.path("last_seen").asText())
        .put("open", !lastSeen.isBefore(openSince(type, clock, stationsNow.get())))
        .put("readings", alert.path("readings").asLong());
    for (String field : List.of("measured", "peak", "limit")) {
      item.set(field, alert.get(field));
    }
    return item.put("unit", alert.path("unit").asText())
        .put("message", alert.path("message").asText())
        .put("rule", rules.of(type, alert.path("usage_type").asText("")));
  }

  private static void counts(JsonNode buckets, ObjectNode counts) {
    for (JsonNode bucket : buckets) {
      counts.put(bucket.path("key").asText(), bucket.path("doc_count").asLong());
    }
  }
}
