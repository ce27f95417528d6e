package io.watershed.serving.views;

import io.watershed.core.contract.Words;
import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.contract.index.MeterDaysIndex;
import io.watershed.core.contract.index.SuburbHoursIndex;
import io.watershed.core.reading.Measurement;
import io.watershed.elasticsearch.JsonLines;
import io.watershed.hive.HiveRow;
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
  String id(HiveRow figures) {
    return figures.get(DailyStats.METER_ID)
        + "|"
        + figures.get(DailyStats.MEASUREMENT_TYPE)
        + "|"
        + day;
  }

  /** Writes a day's figures with the readings that were taken before, and adds to its suburb. */
  void write(JsonLines json, HiveRow figures) {
    String measurement = figures.get(DailyStats.MEASUREMENT_TYPE);
    List<DayReading> own =
        readings.getOrDefault(new Key(figures.get(DailyStats.METER_ID), measurement), List.of());
    List<DayReading> sorted = new ArrayList<>(own);
    sorted.sort(IN_ORDER);
    json.beginObject();
    TableCopy.DAYS.write(json, figures);
    if (measurement.equals(FLOW)) {
      hours(json, figures, sorted);
    }
    json.beginArray(MeterDaysIndex.READINGS);
    sorted.stream().limit(MOST_READINGS).forEach(reading -> reading(json, reading));
    json.endArray();
    if (sorted.size() > MOST_READINGS) {
      json.number(MeterDaysIndex.READINGS_LEFT_OUT, sorted.size() - MOST_READINGS);
    }
    json.text(MeterDaysIndex.RUN_ID, runId).endObject();
  }

  private void hours(JsonLines json, HiveRow figures, List<DayReading> sorted) {
    TreeMap<Long, Hour> hours = new TreeMap<>();
    for (DayReading reading : sorted) {
      hours
          .computeIfAbsent(Math.floorDiv(reading.epochMillis(), HOUR_MILLIS), absent -> new Hour())
          .add(reading);
    }
    json.beginArray(MeterDaysIndex.HOURS);
    hours.forEach(
        (hour, sums) -> {
          json.beginElement()
              .instant(MeterDaysIndex.Hour.START, hour * HOUR_MILLIS)
              .number(MeterDaysIndex.Hour.SUM, sums.sum)
              .number(MeterDaysIndex.Hour.COUNT, sums.count)
              .number(MeterDaysIndex.Hour.EXCLUDED, sums.excluded)
              .number(MeterDaysIndex.Hour.MIN, sums.lowest)
              .number(MeterDaysIndex.Hour.MAX, sums.highest)
              .endObject();
          addToSuburb(figures, hour, sums);
        });
    json.endArray();
  }

  private void addToSuburb(HiveRow figures, long hour, Hour sums) {
    if (sums.count == 0) {
      return;
    }
    String suburb = figures.get(DailyStats.SUBURB);
    SuburbHour total =
        suburbs
            .computeIfAbsent(
                suburb == null ? Words.UNKNOWN_SUBURB : suburb, absent -> new TreeMap<>())
            .computeIfAbsent(hour, absent -> new SuburbHour());
    total.litres += sums.sum;
    total.readings += sums.count;
    total.meters.add(figures.get(DailyStats.METER_ID));
  }

  private static void reading(JsonLines json, DayReading reading) {
    json.beginElement()
        .instant(MeterDaysIndex.Reading.AT, reading.epochMillis())
        .number(MeterDaysIndex.Reading.VALUE, reading.value())
        .flag(MeterDaysIndex.Reading.COUNTED, reading.counted());
    if (!reading.flags().isEmpty()) {
      json.text(MeterDaysIndex.Reading.FLAGS, reading.flags());
    }
    json.number(MeterDaysIndex.Reading.PARTITION, reading.partition())
        .number(MeterDaysIndex.Reading.OFFSET, reading.offset())
        .instant(MeterDaysIndex.Reading.ARRIVAL, reading.arrivalMillis())
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
        .text(SuburbHoursIndex.SUBURB, suburb)
        .text(SuburbHoursIndex.LOCAL_DATE, day.toString())
        .instant(SuburbHoursIndex.HOUR, hour * HOUR_MILLIS)
        .number(SuburbHoursIndex.LITRES, sums.litres)
        .number(SuburbHoursIndex.READINGS, sums.readings)
        .number(SuburbHoursIndex.METERS, sums.meters())
        .text(SuburbHoursIndex.RUN_ID, runId)
        .endObject();
  }
}
