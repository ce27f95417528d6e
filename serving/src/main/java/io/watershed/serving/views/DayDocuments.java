package io.watershed.serving.views;

import io.watershed.core.reading.Measurement;
import io.watershed.elasticsearch.JsonLines;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * One local day of the batch views as documents: a meter's figures with their hours and readings,
 * and the litres of each suburb by hour. Hours are UTC hours; where a zone's midnight parts one,
 * each of its two days holds its own part. Not safe for several threads.
 */
final class DayDocuments {

  /** What a suburb is called that no fleet list names. */
  static final String UNKNOWN = "Unknown";

  /**
   * More readings of a day are not listed in its document, whose figures count them all; a reading
   * each ten seconds fits.
   */
  static final int MOST_READINGS = 10_000;

  private static final long HOUR_MILLIS = TimeUnit.HOURS.toMillis(1);
  // Of readings of one instant, the order is the same each time: so is the document.
  private static final Comparator<DayReading> IN_ORDER =
      Comparator.comparingLong(DayReading::epochMillis)
          .thenComparingInt(DayReading::partition)
          .thenComparingLong(DayReading::offset);
  private static final String FLOW = Measurement.FLOW.canonicalName();

  /** A measurement of a meter. */
  record Key(String meterId, String measurement) {}

  /** Sums of an hour of one meter. */
  private static final class Hour {
    private double sum;
    private long count;
    private long excluded;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;

    private void add(DayReading reading) {
      if (!reading.counted()) {
        excluded++;
        return;
      }
      sum += reading.value();
      count++;
      lowest = Math.min(lowest, reading.value());
      highest = Math.max(highest, reading.value());
    }
  }

  /** Sums of an hour of one suburb. */
  static final class SuburbHour {
    private double litres;
    private long readings;
    private final Set<String> meters = new TreeSet<>();

    double litres() {
      return litres;
    }

    long readings() {
      return readings;
    }

    int meters() {
      return meters.size();
    }
  }

  private final LocalDate day;
  private final String runId;
  private final Map<Key, List<DayReading>> readings = new HashMap<>();
  private final TreeMap<String, TreeMap<Long, SuburbHour>> suburbs = new TreeMap<>();

  DayDocuments(LocalDate day, String runId) {
    this.day = day;
    this.runId = runId;
  }

  /** Takes a reading of the day, in any order. */
  void add(String meterId, String measurement, DayReading reading) {
    readings
        .computeIfAbsent(new Key(meterId, measurement), absent -> new ArrayList<>())
        .add(reading);
  }

  /** The id of a day's figures. */
  String id(DayFigures figures) {
    return figures.meterId() + "|" + figures.measurement() + "|" + day;
  }

  /** Writes a day's figures with the readings that were taken before, and adds to its suburb. */
  void write(JsonLines json, DayFigures figures) {
    List<DayReading> own =
        readings.getOrDefault(new Key(figures.meterId(), figures.measurement()), List.of());
    List<DayReading> sorted = new ArrayList<>(own);
    sorted.sort(IN_ORDER);
    json.beginObject()
        .text("meter_id", figures.meterId())
        .text("measurement_type", figures.measurement())
        .text("unit", figures.unit())
        .text("local_date", day.toString());
    text(json, "time_zone", figures.timeZone());
    number(json, "total_value", figures.total());
    number(json, "avg_value", figures.average());
    number(json, "max_value", figures.highest());
    number(json, "min_value", figures.lowest());
    json.number("reading_count", figures.readings())
        .number("excluded_count", figures.excluded())
        .number("late_count", figures.late());
    attributes(json, figures.attributes());
    instant(json, "first_event_time", figures.firstMillis());
    instant(json, "last_event_time", figures.lastMillis());
    number(json, "register_advance", figures.registerAdvance());
    number(json, "register_difference", figures.registerDifference());
    text(json, "cross_check", figures.crossCheck());
    if (figures.measurement().equals(FLOW)) {
      hours(json, figures, sorted);
    }
    json.beginArray("readings");
    sorted.stream().limit(MOST_READINGS).forEach(reading -> reading(json, reading));
    json.endArray();
    if (sorted.size() > MOST_READINGS) {
      json.number("readings_left_out", sorted.size() - MOST_READINGS);
    }
    json.text("run_id", runId).endObject();
  }

  private void hours(JsonLines json, DayFigures figures, List<DayReading> sorted) {
    TreeMap<Long, Hour> hours = new TreeMap<>();
    for (DayReading reading : sorted) {
      hours
          .computeIfAbsent(Math.floorDiv(reading.epochMillis(), HOUR_MILLIS), absent -> new Hour())
          .add(reading);
    }
    json.beginArray("hours");
    hours.forEach(
        (hour, sums) -> {
          json.beginElement()
              .instant("start", hour * HOUR_MILLIS)
              .number("sum", sums.sum)
              .number("count", sums.count)
              .number("excluded", sums.excluded)
              .number("min", sums.lowest)
              .number("max", sums.highest)
              .endObject();
          addToSuburb(figures, hour, sums);
        });
    json.endArray();
  }

  private void addToSuburb(DayFigures figures, long hour, Hour sums) {
    if (sums.count == 0) {
      return;
    }
    String suburb = figures.attributes().suburb();
    SuburbHour total =
        suburbs
            .computeIfAbsent(suburb == null ? UNKNOWN : suburb, absent -> new TreeMap<>())
            .computeIfAbsent(hour, absent -> new SuburbHour());
    total.litres += sums.sum;
    total.readings += sums.count;
    total.meters.add(figures.meterId());
  }

  private static void reading(JsonLines json, DayReading reading) {
    json.beginElement()
        .instant("at", reading.epochMillis())
        .number("value", reading.value())
        .flag("counted", reading.counted());
    if (!reading.flags().isEmpty()) {
      json.text("flags", reading.flags());
    }
    json.number("partition", reading.partition())
        .number("offset", reading.offset())
        .instant("arrival", reading.arrivalMillis())
        .endObject();
  }

  /** The litres of each suburb by hour since the epoch, of the figures written so far. */
  Map<String, TreeMap<Long, SuburbHour>> suburbs() {
    return suburbs;
  }

  /** The id of a suburb's hour. */
  String suburbId(String suburb, long hour) {
    return suburb + "|" + Instant.ofEpochMilli(hour * HOUR_MILLIS) + "|" + day;
  }

  /** Writes a suburb's hour. */
  void writeSuburb(JsonLines json, String suburb, long hour, SuburbHour sums) {
    json.beginObject()
        .text("suburb", suburb)
        .text("local_date", day.toString())
        .instant("hour", hour * HOUR_MILLIS)
        .number("litres", sums.litres)
        .number("readings", sums.readings)
        .number("meters", sums.meters())
        .text("run_id", runId)
        .endObject();
  }

  static void attributes(JsonLines json, DayFigures.Attributes attributes) {
    text(json, "meter_type", attributes.meterType());
    text(json, "suburb", attributes.suburb());
    if (attributes.postcode() != null) {
      json.number("postcode", attributes.postcode());
    }
    text(json, "usage_type", attributes.usageType());
  }

  static void text(JsonLines json, String name, String value) {
    if (value != null) {
      json.text(name, value);
    }
  }

  static void number(JsonLines json, String name, Double value) {
    if (value != null) {
      json.number(name, value);
    }
  }

  static void whole(JsonLines json, String name, Long value) {
    if (value != null) {
      json.number(name, value);
    }
  }

  static void instant(JsonLines json, String name, Long epochMillis) {
    if (epochMillis != null) {
      json.instant(name, epochMillis);
    }
  }
}
