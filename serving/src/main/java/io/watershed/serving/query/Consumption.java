package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.contract.Field;
import io.watershed.core.contract.Named;
import io.watershed.core.contract.Words;
import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.contract.index.MeterDaysIndex;
import io.watershed.core.contract.index.MeterWindowsIndex;
import io.watershed.core.contract.index.SuburbHoursIndex;
import io.watershed.core.reading.Measurement;
import io.watershed.elasticsearch.Document;
import io.watershed.elasticsearch.Queries;
import io.watershed.elasticsearch.Search;
import io.watershed.serving.merge.MergedSeries;
import io.watershed.serving.merge.Part;
import io.watershed.serving.merge.Point;
import io.watershed.serving.merge.Step;
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

  private static final String FLOW = Measurement.FLOW.canonicalName();

  /** Zones part their days at multiples of a quarter of an hour of UTC. */
  private static final Duration FINEST = Duration.ofMinutes(15);

  private static final int MOST_DAYS = 10_000;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final String SLOTS = "slots";
  private static final String LITRES = "litres";
  private static final String READINGS = "readings";
  private static final String EXCLUDED = "excluded";
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
            Queries.term(DailyStats.METER_ID, meterId),
            Queries.term(DailyStats.MEASUREMENT_TYPE, FLOW),
            days(DailyStats.LOCAL_DATE, first, last, zone));
    Queries.only(body, DailyStats.LOCAL_DATE, DailyStats.TIME_ZONE, MeterDaysIndex.HOURS);
    List<Part> batch = new ArrayList<>();
    for (Document day : Queries.hits(search.search(body, MeterDaysIndex.INDEX))) {
      LocalDate date = day.value(DailyStats.LOCAL_DATE);
      ZoneId own = ZoneId.of(day.text(DailyStats.TIME_ZONE, zone.getId()));
      for (Document hour : day.objects(MeterDaysIndex.HOURS)) {
        batch.add(
            clipped(
                hour.instant(MeterDaysIndex.Hour.START),
                date,
                own,
                hour.node(MeterDaysIndex.Hour.SUM).asDouble(),
                hour.node(MeterDaysIndex.Hour.COUNT).asLong(),
                hour.node(MeterDaysIndex.Hour.EXCLUDED).asLong()));
      }
    }
    List<Part> speed =
        windows(Queries.term(MeterWindowsIndex.METER_ID, meterId), first, last, clock.seam());
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
            MOST_DAYS,
            Queries.term(SuburbHoursIndex.SUBURB, suburb),
            days(SuburbHoursIndex.LOCAL_DATE, first, last, zone));
    List<Part> batch = new ArrayList<>();
    for (Document hour : Queries.hits(search.search(body, SuburbHoursIndex.INDEX))) {
      batch.add(
          clipped(
              hour.instant(SuburbHoursIndex.HOUR),
              hour.day(SuburbHoursIndex.LOCAL_DATE),
              zone,
              hour.node(SuburbHoursIndex.LITRES).asDouble(),
              hour.node(SuburbHoursIndex.READINGS).asLong(),
              0));
    }
    List<Part> speed = windows(windowsOf(suburb), first, last, clock.seam());
    return inRange(MergedSeries.of(batch, speed, clock.seam(), step, zone), first, before);
  }

  /** Windows of meters that no list names have no suburb at all. */
  private static ObjectNode windowsOf(String suburb) {
    return suburb.equals(Words.UNKNOWN_SUBURB)
        ? Queries.missing(MeterWindowsIndex.SUBURB)
        : Queries.term(MeterWindowsIndex.SUBURB, suburb);
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
    ObjectNode body = Queries.filtered(0, Queries.range(SuburbHoursIndex.HOUR, from, end));
    ObjectNode suburbs =
        Queries.aggregate(body, "suburbs", Queries.groups(SuburbHoursIndex.SUBURB, MOST_SUBURBS));
    Queries.aggregate(
        slots(suburbs, SuburbHoursIndex.HOUR, HOUR), LITRES, Queries.sum(SuburbHoursIndex.LITRES));
    JsonNode answer = search.search(body, SuburbHoursIndex.INDEX);
    for (JsonNode suburb : Queries.buckets(answer, "suburbs")) {
      parts.put(suburb.path("key").asText(), parts(suburb, HOUR));
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
            0, aligned(), Queries.range(MeterWindowsIndex.WINDOW_START, start, before));
    ObjectNode suburbs =
        Queries.aggregate(
            body,
            "suburbs",
            Queries.groups(MeterWindowsIndex.SUBURB, MOST_SUBURBS, Words.UNKNOWN_SUBURB));
    Queries.aggregate(
        slots(suburbs, MeterWindowsIndex.WINDOW_START, HOUR),
        LITRES,
        Queries.sum(MeterWindowsIndex.SUM));
    JsonNode answer = search.search(body, MeterWindowsIndex.INDEX);
    for (JsonNode suburb : Queries.buckets(answer, "suburbs")) {
      parts.put(suburb.path("key").asText(), parts(suburb, HOUR));
    }
    return parts;
  }

  private List<Part> windows(ObjectNode whose, Instant from, Instant before, Instant seam) {
    Instant start = from.isAfter(seam) ? from : seam;
    if (!start.isBefore(before)) {
      return List.of();
    }
    ObjectNode body =
        Queries.filtered(
            0, whose, aligned(), Queries.range(MeterWindowsIndex.WINDOW_START, start, before));
    ObjectNode sums = slots(body, MeterWindowsIndex.WINDOW_START, slot);
    Queries.aggregate(sums, LITRES, Queries.sum(MeterWindowsIndex.SUM));
    Queries.aggregate(sums, READINGS, Queries.sum(MeterWindowsIndex.COUNT));
    Queries.aggregate(sums, EXCLUDED, Queries.sum(MeterWindowsIndex.EXCLUDED_COUNT));
    return parts(search.search(body, MeterWindowsIndex.INDEX).path("aggregations"), slot);
  }

  /** Windows of flows that tile time; others, and other measurements, would be added twice. */
  static ObjectNode aligned() {
    return Queries.all(
        Queries.term(MeterWindowsIndex.ALIGNED, "true"),
        Queries.term(MeterWindowsIndex.MEASUREMENT_TYPE, FLOW));
  }

  /** Adds slots of time, each of which is to hold sums. */
  private static ObjectNode slots(ObjectNode to, Field field, Duration slot) {
    return Queries.aggregate(to, SLOTS, Queries.slots(field, slot.toSeconds() + "s"));
  }

  private static List<Part> parts(JsonNode group, Duration slot) {
    List<Part> parts = new ArrayList<>();
    for (JsonNode bucket : group.path(SLOTS).path("buckets")) {
      Instant start = Instant.ofEpochMilli(bucket.path("key").asLong());
      parts.add(
          new Part(
              start,
              start.plus(slot),
              bucket.path(LITRES).path("value").asDouble(),
              bucket.path(READINGS).path("value").asLong(),
              bucket.path(EXCLUDED).path("value").asLong()));
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

  private static ObjectNode days(Named field, Instant first, Instant last, ZoneId zone) {
    return Queries.between(
        field,
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
