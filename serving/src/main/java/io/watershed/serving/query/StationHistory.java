package io.watershed.serving.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.contract.index.StationHoursIndex;
import io.watershed.core.contract.index.StationWindowsIndex;
import io.watershed.core.station.Element;
import io.watershed.elasticsearch.Document;
import io.watershed.elasticsearch.Queries;
import io.watershed.elasticsearch.Queries.Order;
import io.watershed.elasticsearch.Search;
import io.watershed.serving.answer.StationDetailAnswer;
import io.watershed.serving.merge.MeasuredPart;
import io.watershed.serving.merge.MeasuredPoint;
import io.watershed.serving.merge.MeasuredSeries;
import io.watershed.serving.merge.Step;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one station measured, merged from both layers: hours of the batch views up to the seam,
 * speed windows after it. Safe for use by several threads.
 */
public final class StationHistory {

  private static final int MOST_DOCUMENTS = 10_000;
  private static final int MOST_ELEMENTS = 50;

  private final Search search;

  /** Histories that a search finds. */
  public StationHistory(Search search) {
    this.search = search;
  }

  /**
   * The points of an element of a station whose spans begin in a range.
   *
   * @param before the end of the range, itself not included
   */
  public List<MeasuredPoint> series(
      String station,
      Element element,
      ZoneId zone,
      Step step,
      Instant from,
      Instant before,
      DataClock clock) {
    Instant first = step.startOf(from, zone);
    Instant last = step.endOf(step.startOf(before.minusMillis(1), zone), zone);
    return MeasuredSeries.of(
            batch(station, element, first, last, clock.seam()),
            speed(station, element, first, last, clock.seam()),
            clock.seam(),
            step,
            zone)
        .stream()
        .filter(point -> !point.start().isBefore(first) && point.start().isBefore(before))
        .toList();
  }

  private List<MeasuredPart> batch(
      String station, Element element, Instant from, Instant before, Instant seam) {
    List<MeasuredPart> parts = new ArrayList<>();
    if (!from.isBefore(seam)) {
      return parts;
    }
    Instant end = before.isBefore(seam) ? before : seam;
    ObjectNode body =
        Queries.filtered(
            MOST_DOCUMENTS,
            Queries.term(StationHoursIndex.STATION_ID, station),
            Queries.term(StationHoursIndex.ELEMENT, element.wireName()),
            Queries.between(StationHoursIndex.UTC_DATE, day(from), day(end)));
    Queries.only(body, StationHoursIndex.HOURS);
    for (Document day : Queries.hits(search.search(body, StationHoursIndex.INDEX))) {
      for (Document hour : day.objects(StationHoursIndex.HOURS)) {
        Instant start = hour.instant(StationHoursIndex.Hour.START);
        if (!start.isBefore(from) && start.isBefore(end)) {
          parts.add(part(hour, start));
        }
      }
    }
    return parts;
  }

  private List<MeasuredPart> speed(
      String station, Element element, Instant from, Instant before, Instant seam) {
    Instant start = from.isAfter(seam) ? from : seam;
    List<MeasuredPart> parts = new ArrayList<>();
    if (!start.isBefore(before)) {
      return parts;
    }
    ObjectNode body =
        Queries.filtered(
            MOST_DOCUMENTS,
            Queries.term(StationWindowsIndex.STATION_ID, station),
            Queries.term(StationWindowsIndex.ELEMENT, element.wireName()),
            Queries.range(StationWindowsIndex.WINDOW_START, start, before));
    Queries.sort(body, StationWindowsIndex.WINDOW_START, Order.ASCENDING);
    for (Document window : Queries.hits(search.search(body, StationWindowsIndex.INDEX))) {
      parts.add(part(window));
    }
    return parts;
  }

  /** Out of an hour of {@link StationHoursIndex}. */
  static MeasuredPart part(Document hour, Instant start) {
    return new MeasuredPart(
        start,
        start.plus(1, ChronoUnit.HOURS),
        hour.node(StationHoursIndex.Hour.COUNT).asLong(),
        hour.number(StationHoursIndex.Hour.MIN),
        hour.number(StationHoursIndex.Hour.MAX),
        hour.number(StationHoursIndex.Hour.MEAN),
        hour.number(StationHoursIndex.Hour.LAST),
        hour.number(StationHoursIndex.Hour.AT_START),
        hour.node(StationHoursIndex.Hour.EXCLUDED).asLong());
  }

  /** Out of {@link StationWindowsIndex}. */
  static MeasuredPart part(Document window) {
    return new MeasuredPart(
        window.instant(StationWindowsIndex.WINDOW_START),
        window.instant(StationWindowsIndex.WINDOW_END),
        window.node(StationWindowsIndex.COUNT).asLong(),
        window.number(StationWindowsIndex.MIN),
        window.number(StationWindowsIndex.MAX),
        window.number(StationWindowsIndex.AVG),
        window.number(StationWindowsIndex.LAST),
        null,
        window.node(StationWindowsIndex.EXCLUDED_COUNT).asLong());
  }

  private static LocalDate day(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** The elements that a station has measured, in the order of the catalogue, with their units. */
  public List<StationDetailAnswer.Measured> elements(String station) {
    ObjectNode body = Queries.filtered(0, Queries.term(StationHoursIndex.STATION_ID, station));
    Queries.aggregate(body, "elements", Queries.groups(StationHoursIndex.ELEMENT, MOST_ELEMENTS));
    Set<String> names = new TreeSet<>();
    Queries.buckets(
            search.search(body, StationHoursIndex.INDEX, StationWindowsIndex.INDEX), "elements")
        .forEach(bucket -> names.add(bucket.path("key").asText()));
    return Arrays.stream(Element.values())
        .filter(element -> names.contains(element.wireName()))
        .map(element -> new StationDetailAnswer.Measured(element, element.unit()))
        .toList();
  }
}
