package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.reading.Measurement;
import io.watershed.elasticsearch.Search;
import io.watershed.serving.merge.MergedSeries;
import io.watershed.serving.merge.Part;
import io.watershed.serving.merge.Point;
import io.watershed.serving.merge.Step;
import io.watershed.serving.views.ViewIndices;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Water used, merged from both layers: the hours of the batch views up to the seam, and sums of
 * aligned speed windows after it. Safe for use by several threads.
 */
public final class Consumption {

  private static final String WINDOWS = "meter-windows-*";
  private static final String FLOW = Measurement.FLOW.canonicalName();

  /** Zones part their days at multiples of a quarter of an hour of UTC. */
  private static final Duration FINEST = Duration.ofMinutes(15);

  private static final int MOST_DAYS = 10_000;

  /** What stands for no suburb. */
  private static final String UNKNOWN = "Unknown";

  private static final int MOST_SUBURBS = 1_000;

  private final Search search;
  private final Duration slot;

  /**
   * Consumption.
   *
   * @param window the length of the speed windows; it must part an hour evenly
   */
  public Consumption(Search search, Duration window) {
    this.search = search;
    this.slot = window.compareTo(FINEST) > 0 ? window : FINEST;
  }

  /**
   * The points of a meter whose spans begin in a range.
   *
   * @param before the end of the range, itself not included
   */
  public List<Point> ofMeter(
      String meterId, ZoneId zone, Step step, Instant from, Instant before, DataClock clock) {
    Instant first = step.startOf(from, zone);
    Instant last = endOfLast(step, before, zone);
    ObjectNode body =
        Queries.filtered(
            MOST_DAYS,
            List.of(
                Queries.term("meter_id", meterId),
                Queries.term("measurement_type", FLOW),
                days(first, last, zone)));
    body.putArray("_source").add("local_date").add("time_zone").add("hours");
    List<Part> batch = new ArrayList<>();
    for (JsonNode hit : Queries.hits(search.search(ViewIndices.all(ViewIndices.DAYS), body))) {
      JsonNode day = hit.path("_source");
      LocalDate date = LocalDate.parse(day.path("local_date").asText());
      ZoneId own = ZoneId.of(day.path("time_zone").asText(zone.getId()));
      for (JsonNode hour : day.path("hours")) {
        batch.add(
            clipped(
                Instant.parse(hour.path("start").asText()),
                date,
                own,
                hour.path("sum").asDouble(),
                hour.path("count").asLong(),
                hour.path("excluded").asLong()));
      }
    }
    List<Part> speed =
        windows(List.of(Queries.term("meter_id", meterId)), first, last, clock.seam());
    return inRange(MergedSeries.of(batch, speed, clock.seam(), step, zone), first, before);
  }

  /** The points of a suburb whose spans begin in a range. */
  public List<Point> ofSuburb(
      String suburb, Step step, Instant from, Instant before, DataClock clock) {
    ZoneId zone = clock.zone();
    Instant first = step.startOf(from, zone);
    Instant last = endOfLast(step, before, zone);
    ObjectNode body =
        Queries.filtered(
            MOST_DAYS, List.of(Queries.term("suburb", suburb), days(first, last, zone)));
    List<Part> batch = new ArrayList<>();
    for (JsonNode hit : Queries.hits(search.search(ViewIndices.all(ViewIndices.SUBURBS), body))) {
      JsonNode hour = hit.path("_source");
      batch.add(
          clipped(
              Instant.parse(hour.path("hour").asText()),
              LocalDate.parse(hour.path("local_date").asText()),
              zone,
              hour.path("litres").asDouble(),
              hour.path("readings").asLong(),
              0));
    }
    List<Part> speed = windows(List.of(windowsOf(suburb)), first, last, clock.seam());
    return inRange(MergedSeries.of(batch, speed, clock.seam(), step, zone), first, before);
  }

  /** Windows of meters that no list names have no suburb at all. */
  private static ObjectNode windowsOf(String suburb) {
    return suburb.equals(UNKNOWN) ? Queries.missing("suburb") : Queries.term("suburb", suburb);
  }

  /** The hours of every suburb that begin in a range, by suburb; {@code Unknown} where none. */
  public Map<String, List<Point>> bySuburb(Instant from, Instant before, DataClock clock) {
    Map<String, List<Part>> batch = batchBySuburb(from, before, clock);
    Map<String, List<Part>> speed = speedBySuburb(from, before, clock);
    Map<String, List<Point>> points = new TreeMap<>();
    for (String suburb : union(batch, speed)) {
      points.put(
          suburb,
          MergedSeries.of(
              batch.getOrDefault(suburb, List.of()),
              speed.getOrDefault(suburb, List.of()),
              clock.seam(),
              Step.HOUR,
              clock.zone()));
    }
    return points;
  }

  private static Iterable<String> union(
      Map<String, List<Part>> batch, Map<String, List<Part>> speed) {
    Map<String, Boolean> names = new TreeMap<>();
    batch.keySet().forEach(name -> names.put(name, true));
    speed.keySet().forEach(name -> names.put(name, true));
    return names.keySet();
  }

  private Map<String, List<Part>> batchBySuburb(Instant from, Instant before, DataClock clock) {
    Instant end = before.isBefore(clock.seam()) ? before : clock.seam();
    Map<String, List<Part>> parts = new TreeMap<>();
    if (!from.isBefore(end)) {
      return parts;
    }
    ObjectNode body = Queries.filtered(0, List.of(Queries.range("hour", from, end)));
    ObjectNode suburbs = body.putObject("aggs").putObject("suburbs");
    suburbs.putObject("terms").put("field", "suburb").put("size", MOST_SUBURBS);
    hours(suburbs.putObject("aggs"), "hour", Duration.ofHours(1))
        .set("litres", Queries.sum("litres"));
    JsonNode answer = search.search(ViewIndices.all(ViewIndices.SUBURBS), body);
    for (JsonNode suburb : answer.at("/aggregations/suburbs/buckets")) {
      parts.put(suburb.path("key").asText(), parts(suburb, Duration.ofHours(1), "litres"));
    }
    return parts;
  }

  private Map<String, List<Part>> speedBySuburb(Instant from, Instant before, DataClock clock) {
    Instant start = from.isAfter(clock.seam()) ? from : clock.seam();
    Map<String, List<Part>> parts = new TreeMap<>();
    if (!start.isBefore(before)) {
      return parts;
    }
    ObjectNode body =
        Queries.filtered(
            0, List.of(Queries.aligned(), Queries.range("window_start", start, before)));
    ObjectNode suburbs = body.putObject("aggs").putObject("suburbs");
    suburbs
        .putObject("terms")
        .put("field", "suburb")
        .put("size", MOST_SUBURBS)
        .put("missing", UNKNOWN);
    hours(suburbs.putObject("aggs"), "window_start", Duration.ofHours(1))
        .set("litres", Queries.sum("sum"));
    JsonNode answer = search.search(WINDOWS, body);
    for (JsonNode suburb : answer.at("/aggregations/suburbs/buckets")) {
      parts.put(suburb.path("key").asText(), parts(suburb, Duration.ofHours(1), "litres"));
    }
    return parts;
  }

  private List<Part> windows(List<ObjectNode> filters, Instant from, Instant before, Instant seam) {
    Instant start = from.isAfter(seam) ? from : seam;
    if (!start.isBefore(before)) {
      return List.of();
    }
    List<ObjectNode> all = new ArrayList<>(filters);
    all.add(Queries.aligned());
    all.add(Queries.range("window_start", start, before));
    ObjectNode body = Queries.filtered(0, all);
    ObjectNode sums = hours(body.putObject("aggs"), "window_start", slot);
    sums.set("litres", Queries.sum("sum"));
    sums.set("readings", Queries.sum("count"));
    sums.set("excluded", Queries.sum("excluded_count"));
    return parts(search.search(WINDOWS, body).path("aggregations"), slot, "litres");
  }

  /** Adds a histogram over time and returns the place for what each of its slots adds up. */
  private static ObjectNode hours(ObjectNode aggregations, String field, Duration slot) {
    ObjectNode slots = aggregations.putObject("slots");
    slots
        .putObject("date_histogram")
        .put("field", field)
        .put("fixed_interval", slot.toSeconds() + "s")
        .put("min_doc_count", 1);
    return slots.putObject("aggs");
  }

  private static List<Part> parts(JsonNode slots, Duration slot, String sum) {
    List<Part> parts = new ArrayList<>();
    for (JsonNode bucket : slots.at("/slots/buckets")) {
      Instant start = Instant.ofEpochMilli(bucket.path("key").asLong());
      parts.add(
          new Part(
              start,
              start.plus(slot),
              bucket.path(sum).path("value").asDouble(),
              bucket.at("/readings/value").asLong(),
              bucket.at("/excluded/value").asLong()));
    }
    return parts;
  }

  /** The part of an hour that lies in a local day. */
  private static Part clipped(
      Instant hour, LocalDate day, ZoneId zone, double sum, long readings, long excluded) {
    Instant dayStart = day.atStartOfDay(zone).toInstant();
    Instant dayEnd = day.plusDays(1).atStartOfDay(zone).toInstant();
    Instant end = hour.plus(1, ChronoUnit.HOURS);
    return new Part(
        hour.isBefore(dayStart) ? dayStart : hour,
        end.isAfter(dayEnd) ? dayEnd : end,
        sum,
        readings,
        excluded);
  }

  private static ObjectNode days(Instant first, Instant last, ZoneId zone) {
    return Queries.between(
        "local_date",
        first.atZone(zone).toLocalDate().minusDays(1),
        last.atZone(zone).toLocalDate().plusDays(1));
  }

  private static Instant endOfLast(Step step, Instant before, ZoneId zone) {
    return step.endOf(step.startOf(before.minusMillis(1), zone), zone);
  }

  private static List<Point> inRange(List<Point> points, Instant first, Instant before) {
    return points.stream()
        .filter(point -> !point.start().isBefore(first) && point.start().isBefore(before))
        .toList();
  }
}
