package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.reading.Measurement;
import io.watershed.elasticsearch.Search;
import io.watershed.serving.merge.Origin;
import io.watershed.serving.merge.Point;
import io.watershed.serving.views.ViewIndices;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The fleet in numbers. Safe for use by several threads. */
public final class Overview {

  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration RATE_SPAN = Duration.ofSeconds(60);
  private static final int LATEST_ALERTS = 10;
  private static final int MOST_METERS = 20_000;
  private static final String FLOW = Measurement.FLOW.canonicalName();

  private final Search search;
  private final Consumption consumption;
  private final Alerts alerts;

  /** The overview out of these. */
  public Overview(Search search, Consumption consumption, Alerts alerts) {
    this.search = search;
    this.consumption = consumption;
    this.alerts = alerts;
  }

  /** Everything that the first page shows, as of the data's clock. */
  public ObjectNode json(DataClock clock, Directory directory) {
    Instant end = clock.now().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    Instant begin = end.minus(DAY);
    Instant before = begin.minus(DAY);
    Map<String, List<Point>> bySuburb = consumption.bySuburb(before, end, clock);
    Set<String> reporting = reporting(clock);
    ObjectNode overview = Queries.object();
    overview.set("clock", clock.json());
    overview
        .putObject("meters")
        .put("known", directory.known())
        .put("reporting", reporting.stream().filter(directory::knows).count())
        .put("unknown", reporting.stream().filter(id -> !directory.knows(id)).count())
        .put("reportingWindow", DAY.toString());
    litres(overview.putObject("litres"), clock);
    ObjectNode open = overview.putObject("openAlerts");
    alerts.open(clock).forEach((severity, count) -> open.put(severity.name(), count));
    overview.put("readingsPerSecond", readingsPerSecond(clock.wall()));
    ObjectNode flow = overview.putObject("flow");
    points(flow.putArray("points"), bySuburb, begin, end);
    points(flow.putArray("previous"), bySuburb, before, begin);
    suburbs(overview.putArray("suburbs"), bySuburb, begin, directory.metersBySuburb());
    ArrayNode latest = overview.putArray("latestAlerts");
    alerts.latest(clock, LATEST_ALERTS).forEach(latest::add);
    return overview;
  }

  /** The litres of each suburb on local days, both included, as of the data's clock. */
  public ArrayNode suburbs(LocalDate from, LocalDate to, DataClock clock, Directory directory) {
    Map<String, Sum> sums = new TreeMap<>();
    ObjectNode body =
        Queries.filtered(
            0,
            List.of(
                Queries.between("local_date", from, to),
                Queries.range("hour", null, clock.seam())));
    bySuburb(body, "litres");
    for (JsonNode bucket :
        search
            .search(ViewIndices.all(ViewIndices.SUBURBS), body)
            .at("/aggregations/suburbs/buckets")) {
      sums.computeIfAbsent(bucket.path("key").asText(), absent -> new Sum()).litres +=
          bucket.at("/litres/value").asDouble();
    }
    Instant start = from.atStartOfDay(clock.zone()).toInstant();
    Instant begin = start.isAfter(clock.seam()) ? start : clock.seam();
    Instant end = to.plusDays(1).atStartOfDay(clock.zone()).toInstant();
    boolean provisional = end.isAfter(clock.seam());
    if (begin.isBefore(end)) {
      ObjectNode windows =
          Queries.filtered(
              0, List.of(Queries.aligned(), Queries.range("window_start", begin, end)));
      bySuburb(windows, "sum");
      for (JsonNode bucket :
          search.search("meter-windows-*", windows).at("/aggregations/suburbs/buckets")) {
        sums.computeIfAbsent(bucket.path("key").asText(), absent -> new Sum()).litres +=
            bucket.at("/litres/value").asDouble();
      }
    }
    Map<String, Integer> meters = directory.metersBySuburb();
    ArrayNode items = Queries.object().putArray("items");
    sums.entrySet().stream()
        .sorted((one, other) -> Double.compare(other.getValue().litres, one.getValue().litres))
        .forEach(
            suburb -> {
              int number = meters.getOrDefault(suburb.getKey(), 0);
              ObjectNode item =
                  items
                      .addObject()
                      .put("suburb", suburb.getKey())
                      .put("litres", suburb.getValue().litres)
                      .put("meters", number);
              perMeter(item, suburb.getValue().litres, number);
              item.put("origin", (provisional ? Origin.PROVISIONAL : Origin.BATCH).text());
            });
    return items;
  }

  private static final class Sum {
    private double litres;
  }

  private static void bySuburb(ObjectNode body, String field) {
    ObjectNode suburbs = body.putObject("aggs").putObject("suburbs");
    suburbs.putObject("terms").put("field", "suburb").put("size", 1_000).put("missing", "Unknown");
    suburbs.putObject("aggs").set("litres", Queries.sum(field));
  }

  /** Meters with an interval flow in the last 24 hours of the data. */
  private Set<String> reporting(DataClock clock) {
    Instant since = clock.now().minus(DAY);
    Set<String> meters = new HashSet<>();
    ObjectNode batch =
        Queries.filtered(
            0,
            List.of(
                Queries.term("measurement_type", FLOW),
                Queries.range("last_event_time", since, null)));
    meters(search, ViewIndices.all(ViewIndices.DAYS), batch, meters);
    Instant after = since.isAfter(clock.seam()) ? since : clock.seam();
    ObjectNode speed =
        Queries.filtered(0, List.of(Queries.aligned(), Queries.range("window_start", after, null)));
    meters(search, "meter-windows-*", speed, meters);
    return meters;
  }

  private static void meters(Search search, String indices, ObjectNode body, Set<String> meters) {
    body.putObject("aggs")
        .putObject("meters")
        .putObject("terms")
        .put("field", "meter_id")
        .put("size", MOST_METERS);
    search
        .search(indices, body)
        .at("/aggregations/meters/buckets")
        .forEach(bucket -> meters.add(bucket.path("key").asText()));
  }

  /** Litres of the data's local day so far, and of the same weekday a week before. */
  private void litres(ObjectNode litres, DataClock clock) {
    LocalDate today = clock.today();
    LocalDate week = today.minusDays(7);
    Instant midnight = today.atStartOfDay(clock.zone()).toInstant();
    double batch = batchLitres(today, null, clock.seam());
    Instant after = midnight.isAfter(clock.seam()) ? midnight : clock.seam();
    ObjectNode body =
        Queries.filtered(0, List.of(Queries.aligned(), Queries.range("window_start", after, null)));
    body.putObject("aggs").set("litres", Queries.sum("sum"));
    double speed =
        search.search("meter-windows-*", body).at("/aggregations/litres/value").asDouble();
    litres.put("today", batch + speed).put("date", today.toString());
    ObjectNode weekday = litres.putObject("sameWeekday").put("date", week.toString());
    boolean known =
        clock.firstDate() != null
            && !week.isBefore(clock.firstDate())
            && !week.isAfter(clock.lastDate());
    if (known) {
      weekday
          .put("litres", batchLitres(week, null, null))
          .put("untilSameTime", batchLitres(week, null, clock.now().minus(Duration.ofDays(7))));
    } else {
      weekday.putNull("litres").putNull("untilSameTime");
    }
    litres.put("provisional", speed > 0 || batch == 0);
  }

  /** Litres of a local day, of the hours that begin before an instant. */
  private double batchLitres(LocalDate day, Instant from, Instant before) {
    List<ObjectNode> filters = new ArrayList<>();
    filters.add(Queries.term("local_date", day.toString()));
    if (before != null) {
      filters.add(Queries.range("hour", from, before));
    }
    ObjectNode body = Queries.filtered(0, filters);
    body.putObject("aggs").set("litres", Queries.sum("litres"));
    return search
        .search(ViewIndices.all(ViewIndices.SUBURBS), body)
        .at("/aggregations/litres/value")
        .asDouble();
  }

  /** Messages a second that the speed layer took in the last minute of the wall clock. */
  private double readingsPerSecond(Instant wall) {
    ObjectNode body =
        Queries.filtered(0, List.of(Queries.range("processed_at", wall.minus(RATE_SPAN), null)));
    body.putObject("aggs").set("messages", Queries.sum("messages"));
    double messages =
        search.search("pipeline-health", body).at("/aggregations/messages/value").asDouble();
    return Math.round(messages / RATE_SPAN.toSeconds() * 10) / 10.0;
  }

  private static void points(
      ArrayNode points, Map<String, List<Point>> bySuburb, Instant from, Instant before) {
    TreeMap<Instant, Double> litres = new TreeMap<>();
    TreeMap<Instant, Origin> origins = new TreeMap<>();
    for (List<Point> suburb : bySuburb.values()) {
      for (Point point : suburb) {
        if (!point.start().isBefore(from) && point.start().isBefore(before)) {
          litres.merge(point.start(), point.value(), Double::sum);
          origins.put(point.start(), point.origin());
        }
      }
    }
    litres.forEach(
        (start, sum) ->
            points
                .addObject()
                .put("start", start.toString())
                .put("litres", sum)
                .put("origin", origins.get(start).text()));
  }

  private static void suburbs(
      ArrayNode suburbs,
      Map<String, List<Point>> bySuburb,
      Instant begin,
      Map<String, Integer> meters) {
    // Half a day before is nothing to compare a whole one with.
    long hoursBefore =
        bySuburb.values().stream()
            .flatMap(List::stream)
            .map(Point::start)
            .filter(start -> start.isBefore(begin))
            .distinct()
            .count();
    boolean comparable = hoursBefore == DAY.toHours();
    List<ObjectNode> items = new ArrayList<>();
    bySuburb.forEach(
        (suburb, points) -> {
          double last = 0;
          double previous = 0;
          for (Point point : points) {
            if (point.start().isBefore(begin)) {
              previous += point.value();
            } else {
              last += point.value();
            }
          }
          int number = meters.getOrDefault(suburb, 0);
          ObjectNode item =
              Queries.object()
                  .put("suburb", suburb)
                  .put("litres24h", last)
                  .put("previous24h", comparable ? (Double) previous : null)
                  .put("meters", number);
          perMeter(item, last, number);
          items.add(item);
        });
    items.sort(
        (one, other) ->
            Double.compare(other.path("litres24h").asDouble(), one.path("litres24h").asDouble()));
    items.forEach(suburbs::add);
  }

  private static void perMeter(ObjectNode item, double litres, int meters) {
    item.put("litresPerMeter", meters == 0 ? null : (Double) (litres / meters));
  }
}
