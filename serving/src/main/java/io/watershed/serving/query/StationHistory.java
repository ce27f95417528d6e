package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.station.Element;
import io.watershed.elasticsearch.Search;
import io.watershed.serving.merge.MeasuredPart;
import io.watershed.serving.merge.MeasuredPoint;
import io.watershed.serving.merge.MeasuredSeries;
import io.watershed.serving.merge.Step;
import io.watershed.serving.views.ViewIndices;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one station measured, merged from both layers: hours of the batch views up to the seam,
 * speed windows after it. Safe for use by several threads.
 */
public final class StationHistory {

  private static final String WINDOWS = "station-windows-*";
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
    ObjectNode body = documents(station, element, Queries.between("utc_date", day(from), day(end)));
    body.putArray("_source").add("hours");
    for (JsonNode hit :
        Queries.hits(search.search(ViewIndices.all(ViewIndices.STATION_HOURS), body))) {
      for (JsonNode hour : hit.at("/_source/hours")) {
        Instant start = Instant.parse(hour.path("start").asText());
        if (!start.isBefore(from) && start.isBefore(end)) {
          parts.add(
              new MeasuredPart(
                  start,
                  start.plus(1, ChronoUnit.HOURS),
                  hour.path("count").asLong(),
                  number(hour, "min"),
                  number(hour, "max"),
                  number(hour, "mean"),
                  number(hour, "last"),
                  number(hour, "at_start"),
                  hour.path("excluded").asLong()));
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
    ObjectNode body = documents(station, element, Queries.range("window_start", start, before));
    Queries.sort(body, "window_start", "asc");
    for (JsonNode hit : Queries.hits(search.search(WINDOWS, body))) {
      JsonNode window = hit.path("_source");
      parts.add(
          new MeasuredPart(
              Instant.parse(window.path("window_start").asText()),
              Instant.parse(window.path("window_end").asText()),
              window.path("count").asLong(),
              number(window, "min"),
              number(window, "max"),
              number(window, "avg"),
              number(window, "last"),
              null,
              window.path("excluded_count").asLong()));
    }
    return parts;
  }

  private static ObjectNode documents(String station, Element element, ObjectNode range) {
    return Queries.filtered(
        MOST_DOCUMENTS,
        List.of(
            Queries.term("station_id", station),
            Queries.term("element", element.wireName()),
            range));
  }

  private static LocalDate day(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static Double number(JsonNode node, String field) {
    return node.path(field).isNumber() ? node.get(field).asDouble() : null;
  }

  /** The elements that a station has measured, in the order of the catalogue, with their units. */
  public ArrayNode elements(String station) {
    ObjectNode body = Queries.filtered(0, List.of(Queries.term("station_id", station)));
    body.putObject("aggs")
        .putObject("elements")
        .putObject("terms")
        .put("field", "element")
        .put("size", MOST_ELEMENTS);
    Set<String> names = new TreeSet<>();
    search
        .search(ViewIndices.all(ViewIndices.STATION_HOURS) + "," + WINDOWS, body)
        .at("/aggregations/elements/buckets")
        .forEach(bucket -> names.add(bucket.path("key").asText()));
    ArrayNode elements = Queries.object().putArray("elements");
    for (Element element : Element.values()) {
      if (names.contains(element.wireName())) {
        elements.addObject().put("element", element.wireName()).put("unit", element.unit());
      }
    }
    return elements;
  }
}
