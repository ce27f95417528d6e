package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.contract.Field;
import io.watershed.core.contract.Index;
import io.watershed.core.contract.Named;
import io.watershed.core.contract.Words;
import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.contract.index.MeterDaysIndex;
import io.watershed.core.contract.index.MeterWindowsIndex;
import io.watershed.core.contract.index.PipelineHealthIndex;
import io.watershed.core.contract.index.SuburbHoursIndex;
import io.watershed.core.reading.Measurement;
import io.watershed.elasticsearch.Queries;
import io.watershed.elasticsearch.Search;
import io.watershed.serving.answer.HourOfFleetAnswer;
import io.watershed.serving.answer.OverviewFigures;
import io.watershed.serving.answer.RankedSuburbAnswer;
import io.watershed.serving.answer.SuburbAnswer;
import io.watershed.serving.merge.Origin;
import io.watershed.serving.merge.Point;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
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
  private static final int MOST_SUBURBS = 1_000;
  private static final String FLOW = Measurement.FLOW.canonicalName();
  private static final String LITRES = "litres";
  private static final String METERS = "meters";
  private static final String SUBURBS = "suburbs";

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
  OverviewFigures figures(DataClock clock, Directory directory) {
    Instant end = clock.now().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    Instant begin = end.minus(DAY);
    Instant before = begin.minus(DAY);
    Map<String, List<Point>> bySuburb = consumption.bySuburb(before, end, clock);
    Reporting reporting = reporting(clock);
    return new OverviewFigures(
        new OverviewFigures.Meters(
            directory.known(),
            reporting.meters().stream().filter(directory::knows).count(),
            reporting.meters().stream().filter(id -> !directory.knows(id)).count(),
            reporting.cut() || directory.truncated(),
            DAY),
        litres(clock),
        alerts.open(clock),
        readingsPerSecond(clock.wall()),
        new OverviewFigures.Flow(points(bySuburb, begin, end), points(bySuburb, before, begin)),
        suburbs(bySuburb, begin, directory.metersBySuburb()),
        alerts.latest(clock, LATEST_ALERTS));
  }

  /** The litres of each suburb on local days, both included, as of the data's clock. */
  public List<SuburbAnswer> suburbs(
      LocalDate from, LocalDate to, DataClock clock, Directory directory) {
    Map<String, Double> sums = new TreeMap<>();
    ObjectNode hours =
        Queries.filtered(
            0,
            Queries.between(SuburbHoursIndex.LOCAL_DATE, from, to),
            Queries.range(SuburbHoursIndex.HOUR, null, clock.seam()));
    addBySuburb(
        hours, SuburbHoursIndex.SUBURB, SuburbHoursIndex.LITRES, SuburbHoursIndex.INDEX, sums);
    Instant start = from.atStartOfDay(clock.zone()).toInstant();
    Instant begin = start.isAfter(clock.seam()) ? start : clock.seam();
    Instant end = to.plusDays(1).atStartOfDay(clock.zone()).toInstant();
    if (begin.isBefore(end)) {
      ObjectNode windows =
          Queries.filtered(
              0, Consumption.aligned(), Queries.range(MeterWindowsIndex.WINDOW_START, begin, end));
      addBySuburb(
          windows, MeterWindowsIndex.SUBURB, MeterWindowsIndex.SUM, MeterWindowsIndex.INDEX, sums);
    }
    Origin origin = end.isAfter(clock.seam()) ? Origin.PROVISIONAL : Origin.BATCH;
    Map<String, Integer> meters = directory.metersBySuburb();
    List<SuburbAnswer> items = new ArrayList<>();
    sums.forEach(
        (suburb, litres) -> {
          int number = meters.getOrDefault(suburb, 0);
          items.add(new SuburbAnswer(suburb, litres, number, perMeter(litres, number), origin));
        });
    items.sort(Comparator.comparingDouble(SuburbAnswer::litres).reversed());
    return items;
  }

  private void addBySuburb(
      ObjectNode body, Field suburb, Field litres, Index index, Map<String, Double> sums) {
    ObjectNode suburbs =
        Queries.aggregate(
            body, SUBURBS, Queries.groups(suburb, MOST_SUBURBS, Words.UNKNOWN_SUBURB));
    Queries.aggregate(suburbs, LITRES, Queries.sum(litres));
    for (JsonNode bucket : Queries.buckets(search.search(body, index), SUBURBS)) {
      sums.merge(
          bucket.path("key").asText(), bucket.path(LITRES).path("value").asDouble(), Double::sum);
    }
  }

  /** Meters that sent; whether there are more. */
  private record Reporting(Set<String> meters, boolean cut) {}

  /** Meters with an interval flow in the last 24 hours of the data. */
  private Reporting reporting(DataClock clock) {
    Instant since = clock.now().minus(DAY);
    ObjectNode batch =
        Queries.filtered(
            0,
            Queries.term(DailyStats.MEASUREMENT_TYPE, FLOW),
            Queries.range(DailyStats.LAST_EVENT_TIME, since, null));
    Instant after = since.isAfter(clock.seam()) ? since : clock.seam();
    ObjectNode speed =
        Queries.filtered(
            0, Consumption.aligned(), Queries.range(MeterWindowsIndex.WINDOW_START, after, null));
    Set<String> meters = new HashSet<>();
    boolean cut = addMeters(batch, DailyStats.METER_ID, MeterDaysIndex.INDEX, meters);
    cut |= addMeters(speed, MeterWindowsIndex.METER_ID, MeterWindowsIndex.INDEX, meters);
    return new Reporting(meters, cut);
  }

  /** Tells whether there are more. */
  private boolean addMeters(ObjectNode body, Named meter, Index index, Set<String> meters) {
    Queries.aggregate(body, METERS, Queries.groups(meter, Caps.DEVICES));
    JsonNode answer = search.search(body, index);
    Queries.buckets(answer, METERS).forEach(bucket -> meters.add(bucket.path("key").asText()));
    return Queries.cut(answer, METERS);
  }

  /** Litres of the data's local day so far, and of the same weekday a week before. */
  private OverviewFigures.Litres litres(DataClock clock) {
    LocalDate today = clock.today();
    LocalDate week = today.minusDays(7);
    Instant midnight = today.atStartOfDay(clock.zone()).toInstant();
    double batch = batchLitres(today, clock.seam());
    Instant after = midnight.isAfter(clock.seam()) ? midnight : clock.seam();
    ObjectNode body =
        Queries.filtered(
            0, Consumption.aligned(), Queries.range(MeterWindowsIndex.WINDOW_START, after, null));
    Queries.aggregate(body, LITRES, Queries.sum(MeterWindowsIndex.SUM));
    double speed = Queries.figure(search.search(body, MeterWindowsIndex.INDEX), LITRES);
    boolean known =
        clock.firstDate() != null
            && !week.isBefore(clock.firstDate())
            && !week.isAfter(clock.lastDate());
    return new OverviewFigures.Litres(
        batch + speed,
        today,
        new OverviewFigures.SameWeekday(
            week,
            known ? (Double) batchLitres(week, null) : null,
            known ? (Double) batchLitres(week, clock.now().minus(Duration.ofDays(7))) : null),
        speed > 0 || batch == 0);
  }

  /** Litres of a local day, of the hours that begin before an instant; null for all of them. */
  private double batchLitres(LocalDate day, Instant before) {
    List<ObjectNode> filters = new ArrayList<>();
    filters.add(Queries.term(SuburbHoursIndex.LOCAL_DATE, day.toString()));
    if (before != null) {
      filters.add(Queries.range(SuburbHoursIndex.HOUR, null, before));
    }
    ObjectNode body = Queries.filtered(0, filters);
    Queries.aggregate(body, LITRES, Queries.sum(SuburbHoursIndex.LITRES));
    return Queries.figure(search.search(body, SuburbHoursIndex.INDEX), LITRES);
  }

  /** Messages a second that the speed layer took in the last minute of the wall clock. */
  private double readingsPerSecond(Instant wall) {
    ObjectNode body =
        Queries.filtered(
            0, Queries.range(PipelineHealthIndex.PROCESSED_AT, wall.minus(RATE_SPAN), null));
    String name = PipelineHealthIndex.MESSAGES.name();
    Queries.aggregate(body, name, Queries.sum(PipelineHealthIndex.MESSAGES));
    double messages = Queries.figure(search.search(body, PipelineHealthIndex.INDEX), name);
    return Math.round(messages / RATE_SPAN.toSeconds() * 10) / 10.0;
  }

  private static List<HourOfFleetAnswer> points(
      Map<String, List<Point>> bySuburb, Instant from, Instant before) {
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
    return litres.entrySet().stream()
        .map(
            hour ->
                new HourOfFleetAnswer(hour.getKey(), hour.getValue(), origins.get(hour.getKey())))
        .toList();
  }

  private static List<RankedSuburbAnswer> suburbs(
      Map<String, List<Point>> bySuburb, Instant begin, Map<String, Integer> meters) {
    // Half a day before is nothing to compare a whole one with.
    long hoursBefore =
        bySuburb.values().stream()
            .flatMap(List::stream)
            .map(Point::start)
            .filter(start -> start.isBefore(begin))
            .distinct()
            .count();
    boolean comparable = hoursBefore == DAY.toHours();
    List<RankedSuburbAnswer> items = new ArrayList<>();
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
          items.add(
              new RankedSuburbAnswer(
                  suburb,
                  last,
                  comparable ? (Double) previous : null,
                  number,
                  perMeter(last, number)));
        });
    items.sort(Comparator.comparingDouble(RankedSuburbAnswer::litres24h).reversed());
    return items;
  }

  private static Double perMeter(double litres, int meters) {
    return meters == 0 ? null : (Double) (litres / meters);
  }
}
