package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.alert.AlertLimits;
import io.watershed.core.alert.AlertType;
import io.watershed.core.alert.EpisodeGaps;
import io.watershed.core.alert.MeterAlertWords;
import io.watershed.core.alert.Severity;
import io.watershed.core.contract.Field;
import io.watershed.core.contract.index.AlertsIndex;
import io.watershed.core.settings.Settings;
import io.watershed.core.station.StationAlertLimits;
import io.watershed.core.station.StationAlertWords;
import io.watershed.elasticsearch.Document;
import io.watershed.elasticsearch.Queries;
import io.watershed.elasticsearch.Queries.Order;
import io.watershed.elasticsearch.Search;
import io.watershed.serving.answer.AlertAnswer;
import io.watershed.serving.answer.AlertEventAnswer;
import io.watershed.serving.answer.CountsAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Alert episodes. Safe for use by several threads. */
public final class Alerts {

  private static final String TYPES = "types";
  private static final String SEVERITIES = "severities";
  private static final String METERS = "meters";

  /** More than there are types or severities. */
  private static final int MOST_NAMES = 50;

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
  private final MeterAlertWords ofMeters;
  private final StationAlertLimits ofStations;
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
    this.ofMeters = new MeterAlertWords(AlertLimits.from(settings), gaps);
    this.ofStations = StationAlertLimits.from(settings);
  }

  /**
   * A page of episodes.
   *
   * @param counts how many pass the filter, over all pages
   */
  public record Found(Page<AlertAnswer> page, CountsAnswer counts) {}

  /**
   * How many episodes of each meter are open.
   *
   * @param cut whether there are meters besides
   */
  record OpenByMeter(Map<String, Long> counts, boolean cut) {}

  /** A page of episodes, newest first, with counts over all that pass the filter. */
  public Found page(Filter filter, DataClock clock, int limit, Optional<JsonNode> after) {
    ObjectNode body = Queries.filtered(limit, filters(filter, clock));
    Queries.sort(body, AlertsIndex.EPISODE_START, Order.DESCENDING);
    sortByDevice(body);
    Queries.sort(body, AlertsIndex.ALERT_TYPE, Order.ASCENDING);
    Queries.goOn(body, after);
    Queries.aggregate(body, TYPES, Queries.groups(AlertsIndex.ALERT_TYPE, MOST_NAMES));
    Queries.aggregate(body, SEVERITIES, Queries.groups(AlertsIndex.SEVERITY, MOST_NAMES));
    JsonNode answer = search.search(body, AlertsIndex.INDEX);
    return new Found(
        Page.of(answer, limit, hit -> item(hit, clock)),
        new CountsAnswer(counts(answer, TYPES), counts(answer, SEVERITIES)));
  }

  /** The episodes that were seen last. */
  public List<AlertAnswer> latest(DataClock clock, int number) {
    ObjectNode body = Queries.filtered(number);
    Queries.sort(body, AlertsIndex.LAST_SEEN, Order.DESCENDING);
    sortByDevice(body);
    return Queries.hits(search.search(body, AlertsIndex.INDEX)).stream()
        .map(hit -> item(hit, clock))
        .toList();
  }

  /** An alert is about a meter or about a station; what it is not about sorts as an empty text. */
  private static void sortByDevice(ObjectNode body) {
    for (AlertType.Subject subject : AlertType.Subject.values()) {
      Queries.sortWithEmpty(body, field(subject), Order.ASCENDING);
    }
  }

  private static Field field(AlertType.Subject subject) {
    return switch (subject) {
      case METER -> AlertsIndex.METER_ID;
      case STATION -> AlertsIndex.STATION_ID;
    };
  }

  /** How many episodes are open, by severity. */
  public Map<Severity, Long> open(DataClock clock) {
    ObjectNode body = Queries.filtered(0, goesOn(clock));
    Queries.aggregate(body, SEVERITIES, Queries.groups(AlertsIndex.SEVERITY, MOST_NAMES));
    Map<Severity, Long> counts = new TreeMap<>();
    for (Severity severity : Severity.values()) {
      counts.put(severity, 0L);
    }
    counts(search.search(body, AlertsIndex.INDEX), SEVERITIES)
        .forEach((severity, count) -> counts.put(Severity.valueOf(severity), count));
    return counts;
  }

  /** How many episodes of each meter are open. */
  OpenByMeter openByMeter(DataClock clock) {
    ObjectNode body = Queries.filtered(0, goesOn(clock));
    Queries.aggregate(body, METERS, Queries.groups(AlertsIndex.METER_ID, Caps.DEVICES));
    JsonNode answer = search.search(body, AlertsIndex.INDEX);
    return new OpenByMeter(counts(answer, METERS), Queries.cut(answer, METERS));
  }

  /** Episodes that were written or written again after an instant of the wall clock. */
  List<AlertEventAnswer> updatedAfter(Instant wall, DataClock clock, int most) {
    ObjectNode body = Queries.filtered(most, Queries.after(AlertsIndex.UPDATED_AT, wall));
    Queries.sort(body, AlertsIndex.UPDATED_AT, Order.ASCENDING);
    return Queries.hits(search.search(body, AlertsIndex.INDEX)).stream()
        .map(hit -> new AlertEventAnswer(item(hit, clock), hit.instant(AlertsIndex.UPDATED_AT)))
        .toList();
  }

  private List<ObjectNode> filters(Filter filter, DataClock clock) {
    List<ObjectNode> filters = new ArrayList<>();
    if (filter.type() != null) {
      filters.add(Queries.term(AlertsIndex.ALERT_TYPE, filter.type().name()));
    }
    if (filter.severity() != null) {
      filters.add(Queries.term(AlertsIndex.SEVERITY, filter.severity().name()));
    }
    if (filter.suburb() != null) {
      filters.add(Queries.term(AlertsIndex.SUBURB, filter.suburb()));
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
      filters.add(Queries.range(AlertsIndex.EPISODE_START, filter.from(), filter.before()));
    }
    switch (filter.state()) {
      case OPEN -> filters.add(goesOn(clock));
      case CLOSED -> filters.add(Queries.not(goesOn(clock)));
      case ALL -> {}
    }
    return filters;
  }

  /** An episode is open until its type's gap has passed since it was last seen. */
  private ObjectNode goesOn(DataClock clock) {
    Instant stations = stationsNow.get();
    List<ObjectNode> types = new ArrayList<>();
    for (AlertType type : AlertType.all()) {
      types.add(
          Queries.all(
              Queries.term(AlertsIndex.ALERT_TYPE, type.name()),
              Queries.range(AlertsIndex.LAST_SEEN, openSince(type, clock, stations), null)));
    }
    return Queries.any(types);
  }

  private static ObjectNode ofDevice(String id) {
    return Queries.any(
        Arrays.stream(AlertType.Subject.values())
            .map(subject -> Queries.term(field(subject), id))
            .toList());
  }

  /** Episodes seen before are over. */
  private Instant openSince(AlertType type, DataClock clock, Instant stations) {
    return switch (type.subject()) {
      case METER -> clock.now().minusMillis(gaps.millisOf(type));
      case STATION -> stations.minusMillis(gaps.millisOf(type));
    };
  }

  private AlertAnswer item(Document alert, DataClock clock) {
    AlertType type = AlertType.ofName(alert.text(AlertsIndex.ALERT_TYPE));
    Instant lastSeen = alert.instant(AlertsIndex.LAST_SEEN);
    return new AlertAnswer(
        alert.id(),
        type,
        Severity.valueOf(alert.text(AlertsIndex.SEVERITY)),
        type.subject(),
        alert.text(field(type.subject()), ""),
        alert.text(AlertsIndex.KIND),
        alert.text(AlertsIndex.NAME),
        alert.text(AlertsIndex.PROVINCE),
        alert.text(AlertsIndex.SUBURB),
        alert.text(AlertsIndex.USAGE_TYPE),
        alert.text(AlertsIndex.MEASUREMENT_TYPE, ""),
        alert.instant(AlertsIndex.EPISODE_START),
        lastSeen,
        !lastSeen.isBefore(openSince(type, clock, stationsNow.get())),
        alert.node(AlertsIndex.READINGS).asLong(),
        alert.number(AlertsIndex.MEASURED),
        alert.number(AlertsIndex.PEAK),
        alert.number(AlertsIndex.LIMIT),
        alert.text(AlertsIndex.UNIT, ""),
        alert.text(AlertsIndex.MESSAGE, ""),
        rule(type, alert.text(AlertsIndex.USAGE_TYPE, "")));
  }

  /** The rule in words, with its limits and the setting that changes them. */
  private String rule(AlertType type, String usageType) {
    return type.either(
        meter -> ofMeters.of(meter, usageType),
        station -> StationAlertWords.of(station, ofStations));
  }

  private static Map<String, Long> counts(JsonNode answer, String group) {
    Map<String, Long> counts = new TreeMap<>();
    for (JsonNode bucket : Queries.buckets(answer, group)) {
      counts.put(bucket.path("key").asText(), bucket.path("doc_count").asLong());
    }
    return counts;
  }
}
