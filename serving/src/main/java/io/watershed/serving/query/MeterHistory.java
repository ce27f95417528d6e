package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.contract.hive.MonthlyStats;
import io.watershed.core.contract.index.MeterDaysIndex;
import io.watershed.core.contract.index.MeterMonthsIndex;
import io.watershed.core.contract.index.MeterWindowsIndex;
import io.watershed.core.contract.index.ProblemMetersIndex;
import io.watershed.core.reading.Measurement;
import io.watershed.elasticsearch.Document;
import io.watershed.elasticsearch.Queries;
import io.watershed.elasticsearch.Queries.Order;
import io.watershed.elasticsearch.Search;
import io.watershed.serving.answer.CoverageAnswer;
import io.watershed.serving.answer.DayAnswer;
import io.watershed.serving.answer.MonthAnswer;
import io.watershed.serving.answer.ProblemMeterAnswer;
import io.watershed.serving.answer.ReadingAnswer;
import io.watershed.serving.answer.WindowAnswer;
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
  private static final int MOST_MEASUREMENTS = 50;

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
  public List<DayAnswer> days(
      String meterId, Measurement measurement, LocalDate from, LocalDate to) {
    return days(meterId, measurement, from, to, false).stream().map(DayAnswer::of).toList();
  }

  /**
   * A page of raw readings, oldest first, as far as the batch views hold them.
   *
   * @param after the instant after which the page begins
   */
  public Page<ReadingAnswer> readings(
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
    List<ReadingAnswer> found = new ArrayList<>();
    // A year of readings is far more than a page; some days at a time are read until it is full.
    for (LocalDate chunk = first; !chunk.isAfter(last) && found.size() <= limit; ) {
      LocalDate to = chunk.plusDays(DAYS_AT_A_TIME - 1);
      for (Document day : days(meterId, measurement, chunk, to.isBefore(last) ? to : last, true)) {
        String unit = day.value(DailyStats.UNIT);
        for (Document reading : day.objects(MeterDaysIndex.READINGS)) {
          Instant at = reading.instant(MeterDaysIndex.Reading.AT);
          if (!at.isBefore(begin) && at.isBefore(before)) {
            found.add(ReadingAnswer.of(reading, unit, topic));
          }
        }
      }
      chunk = to.plusDays(1);
    }
    found.sort(Comparator.comparing(ReadingAnswer::at));
    return Page.of(
        found,
        limit,
        OptionalLong.empty(),
        reading -> LongNode.valueOf(reading.at().toEpochMilli()));
  }

  private List<Document> days(
      String meterId, Measurement measurement, LocalDate from, LocalDate to, boolean readings) {
    ObjectNode body =
        Queries.filtered(
            MOST_DAYS,
            Queries.term(DailyStats.METER_ID, meterId),
            Queries.term(DailyStats.MEASUREMENT_TYPE, measurement.canonicalName()),
            Queries.between(DailyStats.LOCAL_DATE, from, to));
    if (readings) {
      Queries.without(body, MeterDaysIndex.HOURS);
    } else {
      Queries.without(body, MeterDaysIndex.HOURS, MeterDaysIndex.READINGS);
    }
    Queries.sort(body, DailyStats.LOCAL_DATE, Order.ASCENDING);
    return Queries.hits(search.search(body, MeterDaysIndex.INDEX));
  }

  /** A page of speed windows, oldest first. */
  public Page<WindowAnswer> windows(
      String meterId, Instant from, Instant before, int limit, Optional<JsonNode> after) {
    ObjectNode body =
        Queries.filtered(
            limit,
            Queries.term(MeterWindowsIndex.METER_ID, meterId),
            Queries.range(MeterWindowsIndex.WINDOW_START, from, before));
    Queries.sort(body, MeterWindowsIndex.WINDOW_START, Order.ASCENDING);
    Queries.sort(body, MeterWindowsIndex.MEASUREMENT_TYPE, Order.ASCENDING);
    Queries.goOn(body, after);
    return Page.of(search.search(body, MeterWindowsIndex.INDEX), limit, WindowAnswer::of);
  }

  /** The newest month's litres with their forecast, or empty before the first batch run. */
  public Optional<MonthAnswer> newestMonth(String meterId) {
    ObjectNode body =
        Queries.filtered(
            1,
            Queries.term(MonthlyStats.METER_ID, meterId),
            Queries.term(MonthlyStats.MEASUREMENT_TYPE, Measurement.FLOW.canonicalName()));
    Queries.sort(body, MonthlyStats.MONTH, Order.DESCENDING);
    return Queries.hits(search.search(body, MeterMonthsIndex.INDEX)).stream()
        .findFirst()
        .map(MonthAnswer::of);
  }

  /** Which measurements a meter has sent, and its first and last local day in the batch views. */
  public CoverageAnswer coverage(String meterId) {
    ObjectNode body = Queries.filtered(0, Queries.term(DailyStats.METER_ID, meterId));
    Queries.aggregate(
        body, "measurements", Queries.groups(DailyStats.MEASUREMENT_TYPE, MOST_MEASUREMENTS));
    Queries.aggregate(body, "first", Queries.min(DailyStats.LOCAL_DATE));
    Queries.aggregate(body, "last", Queries.max(DailyStats.LOCAL_DATE));
    JsonNode answer = search.search(body, MeterDaysIndex.INDEX);
    List<String> names = new ArrayList<>();
    Queries.buckets(answer, "measurements")
        .forEach(bucket -> names.add(bucket.path("key").asText()));
    names.sort(null);
    return new CoverageAnswer(names, day(answer, "first"), day(answer, "last"));
  }

  private static LocalDate day(JsonNode answer, String figure) {
    JsonNode day = answer.path("aggregations").path(figure).path("value_as_string");
    return day.isTextual() ? LocalDate.parse(day.asText()) : null;
  }

  /** Whether either layer has ever had a reading of a meter. */
  public boolean hasData(String meterId) {
    ObjectNode body = Queries.filtered(0, Queries.term(DailyStats.METER_ID, meterId));
    body.put("track_total_hits", 1);
    return Queries.total(search.search(body, MeterDaysIndex.INDEX, MeterWindowsIndex.INDEX)) > 0;
  }

  /**
   * What was wrong with a meter.
   *
   * @param items the newest day first
   * @param cut whether there are older ones
   */
  public record ProblemHistory(List<ProblemMeterAnswer> items, boolean cut) {}

  /** The newest 200 problems of a meter. */
  public ProblemHistory problems(String meterId) {
    ObjectNode body =
        Queries.filtered(MOST_PROBLEMS, Queries.term(ProblemMetersIndex.METER_ID, meterId));
    Queries.sort(body, ProblemMetersIndex.LOCAL_DATE, Order.DESCENDING);
    Queries.sort(body, ProblemMetersIndex.ISSUE_TYPE, Order.ASCENDING);
    JsonNode answer = search.search(body, ProblemMetersIndex.INDEX);
    List<ProblemMeterAnswer> items =
        Queries.hits(answer).stream().map(ProblemMeterAnswer::of).toList();
    return new ProblemHistory(items, Queries.total(answer) > items.size());
  }
}
