package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.reading.Measurement;
import io.watershed.elasticsearch.Search;
import io.watershed.serving.views.ViewIndices;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the layers know of one meter, row by row. Safe for use by several threads. */
public final class MeterHistory {

  private static final int MOST_DAYS = 1_000;
  private static final int DAYS_AT_A_TIME = 10;
  private static final int MOST_PROBLEMS = 200;

  private final Search search;
  private final String topic;

  /**
   * The history of meters.
   *
   * @param topic of the raw messages, which readings name as their source
   */
  public MeterHistory(Search search, String topic) {
    this.search = search;
    this.topic = topic;
  }

  /** The daily figures of a measurement on local days, both included. */
  public ArrayNode days(String meterId, Measurement measurement, LocalDate from, LocalDate to) {
    ArrayNode items = Queries.object().putArray("items");
    for (JsonNode day : dayDocuments(meterId, measurement, from, to, false)) {
      ObjectNode item = items.addObject().put("date", day.path("local_date").asText());
      copy(day, "total_value", item, "total");
      copy(day, "avg_value", item, "average");
      copy(day, "min_value", item, "min");
      copy(day, "max_value", item, "max");
      copy(day, "reading_count", item, "readings");
      copy(day, "excluded_count", item, "excluded");
      copy(day, "late_count", item, "late");
      copy(day, "register_advance", item, "registerAdvance");
      copy(day, "register_difference", item, "registerDifference");
      copy(day, "cross_check", item, "crossCheck");
      copy(day, "first_event_time", item, "firstReading");
      copy(day, "last_event_time", item, "lastReading");
      copy(day, "run_id", item, "runId");
    }
    return items;
  }

  /**
   * A page of raw readings, oldest first, as far as the batch views hold them.
   *
   * @param after the instant after which the page begins
   */
  public Page readings(
      String meterId,
      Measurement measurement,
      Instant from,
      Instant before,
      DataClock clock,
      int limit,
      Optional<JsonNode> after) {
    Instant begin =
        after.map(values -> Instant.ofEpochMilli(values.path(0).asLong() + 1)).orElse(from);
    LocalDate first = begin.atZone(clock.zone()).toLocalDate().minusDays(1);
    LocalDate last = before.atZone(clock.zone()).toLocalDate().plusDays(1);
    List<ObjectNode> items = new ArrayList<>();
    // A year of readings is far more than a page; some days at a time are read until it is full.
    for (LocalDate chunk = first; !chunk.isAfter(last) && items.size() <= limit; ) {
      LocalDate to = chunk.plusDays(DAYS_AT_A_TIME - 1);
      for (JsonNode day :
          dayDocuments(meterId, measurement, chunk, to.isBefore(last) ? to : last, true)) {
        for (JsonNode reading : day.path("readings")) {
          Instant at = Instant.parse(reading.path("at").asText());
          if (!at.isBefore(begin) && at.isBefore(before)) {
            items.add(reading(reading, day.path("unit").asText()));
          }
        }
      }
      chunk = to.plusDays(1);
    }
    items.sort(Comparator.comparing(item -> Instant.parse(item.path("at").asText())));
    boolean more = items.size() > limit;
    List<ObjectNode> page = more ? items.subList(0, limit) : items;
    Optional<JsonNode> next =
        more
            ? Optional.of(
                Queries.object()
                    .putArray("after")
                    .add(Instant.parse(page.get(limit - 1).path("at").asText()).toEpochMilli()))
            : Optional.empty();
    return new Page(
        page,
        next,
        OptionalLong.empty(),
        Queries.object()
            .put("measurement", measurement.canonicalName())
            .put("completeUntil", clock.horizon() == null ? null : clock.horizon().toString()));
  }

  private ObjectNode reading(JsonNode reading, String unit) {
    ObjectNode item =
        Queries.object()
            .put("at", reading.path("at").asText())
            .put("value", reading.path("value").asDouble())
            .put("unit", unit)
            .put("counted", reading.path("counted").asBoolean());
    ArrayNode flags = item.putArray("flags");
    String names = reading.path("flags").asText("");
    if (!names.isEmpty()) {
      for (String flag : names.split(",")) {
        flags.add(flag);
      }
    }
    item.putObject("source")
        .put("topic", topic)
        .put("partition", reading.path("partition").asInt())
        .put("offset", reading.path("offset").asLong());
    return item.put("arrival", reading.path("arrival").asText());
  }

  private List<JsonNode> dayDocuments(
      String meterId, Measurement measurement, LocalDate from, LocalDate to, boolean readings) {
    ObjectNode body =
        Queries.filtered(
            MOST_DAYS,
            List.of(
                Queries.term("meter_id", meterId),
                Queries.term("measurement_type", measurement.canonicalName()),
                Queries.between("local_date", from, to)));
    ObjectNode source = body.putObject("_source");
    source.putArray("excludes").add("hours");
    if (!readings) {
      source.withArray("excludes").add("readings");
    }
    Queries.sort(body, "local_date", "asc");
    return Queries.hits(search.search(ViewIndices.all(ViewIndices.DAYS), body)).stream()
        .map(hit -> hit.path("_source"))
        .toList();
  }

  /** A page of speed windows, oldest first. */
  public Page windows(
      String meterId, Instant from, Instant before, int limit, Optional<JsonNode> after) {
    ObjectNode body =
        Queries.filtered(
            limit,
            List.of(
                Queries.term("meter_id", meterId), Queries.range("window_start", from, before)));
    Queries.sort(body, "window_start", "asc");
    Queries.sort(body, "measurement_type", "asc");
    after.ifPresent(values -> body.set("search_after", values));
    body.put("track_total_hits", true);
    return Page.of(
        search.search("meter-windows-*", body),
        limit,
        hit -> {
          JsonNode window = hit.path("_source");
          ObjectNode item =
              Queries.object()
                  .put("start", window.path("window_start").asText())
                  .put("end", window.path("window_end").asText())
                  .put("measurement", window.path("measurement_type").asText())
                  .put("unit", window.path("unit").asText());
          for (String field : List.of("count", "sum", "mean", "min", "max")) {
            copy(window, field, item, field);
          }
          copy(window, "excluded_count", item, "excluded");
          return item.put("aligned", window.path("aligned").asBoolean());
        });
  }

  /** The newest month's litres with their forecast, or empty before the first batch run. */
  public Optional<ObjectNode> newestMonth(String meterId) {
    ObjectNode body =
        Queries.filtered(
            1,
            List.of(
                Queries.term("meter_id", meterId),
                Queries.term("measurement_type", Measurement.FLOW.canonicalName())));
    Queries.sort(body, "month", "desc");
    return Queries.hits(search.search(ViewIndices.MONTHS, body)).stream()
        .findFirst()
        .map(
            hit -> {
              JsonNode month = hit.path("_source");
              ObjectNode item = Queries.object().put("month", month.path("month").asText());
              copy(month, "monthly_total", item, "litres");
              copy(month, "forecast_total", item, "forecast");
              copy(month, "forecast_low", item, "low");
              copy(month, "forecast_high", item, "high");
              copy(month, "forecast_days", item, "forecastDays");
              copy(month, "complete_until", item, "completeUntil");
              copy(month, "cross_check", item, "crossCheck");
              return item;
            });
  }

  /** Which measurements a meter has sent, and its first and last local day in the batch views. */
  public ObjectNode coverage(String meterId) {
    ObjectNode body = Queries.filtered(0, List.of(Queries.term("meter_id", meterId)));
    ObjectNode aggregations = body.putObject("aggs");
    aggregations
        .putObject("measurements")
        .putObject("terms")
        .put("field", "measurement_type")
        .put("size", 50);
    aggregations.putObject("first").putObject("min").put("field", "local_date");
    aggregations.putObject("last").putObject("max").put("field", "local_date");
    JsonNode found = search.search(ViewIndices.all(ViewIndices.DAYS), body).path("aggregations");
    ObjectNode coverage = Queries.object();
    ArrayNode measurements = coverage.putArray("measurements");
    List<String> names = new ArrayList<>();
    found.at("/measurements/buckets").forEach(bucket -> names.add(bucket.path("key").asText()));
    names.stream().sorted().forEach(measurements::add);
    copy(found.path("first"), "value_as_string", coverage, "firstDate");
    copy(found.path("last"), "value_as_string", coverage, "lastDate");
    return coverage;
  }

  /** Whether either layer has ever had a reading of a meter. */
  public boolean hasData(String meterId) {
    ObjectNode body = Queries.filtered(0, List.of(Queries.term("meter_id", meterId)));
    body.put("track_total_hits", 1);
    return search
            .search(ViewIndices.all(ViewIndices.DAYS) + ",meter-windows-*", body)
            .at("/hits/total/value")
            .asLong()
        > 0;
  }

  /** What was wrong with a meter, newest day first. */
  public ArrayNode problems(String meterId) {
    ObjectNode body = Queries.filtered(MOST_PROBLEMS, List.of(Queries.term("meter_id", meterId)));
    Queries.sort(body, "local_date", "desc");
    Queries.sort(body, "issue_type", "asc");
    ArrayNode items = Queries.object().putArray("items");
    for (JsonNode hit : Queries.hits(search.search(ViewIndices.all(ViewIndices.PROBLEMS), body))) {
      items.add(Problems.item(hit));
    }
    return items;
  }

  private static void copy(JsonNode from, String field, ObjectNode to, String name) {
    to.set(name, from.get(field));
  }
}
