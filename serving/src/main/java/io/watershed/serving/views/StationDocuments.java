package io.watershed.serving.views;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Field;
import io.watershed.core.contract.hive.ForecastSkill;
import io.watershed.core.contract.hive.StationHourlySummary;
import io.watershed.core.contract.hive.StationMetadata;
import io.watershed.core.contract.hive.WaterLevelForecasts;
import io.watershed.core.contract.index.ForecastSkillIndex;
import io.watershed.core.contract.index.StationHoursIndex;
import io.watershed.core.contract.index.StationMetadataIndex;
import io.watershed.core.contract.index.WaterLevelForecastsIndex;
import io.watershed.core.station.Element;
import io.watershed.elasticsearch.JsonLines;
import io.watershed.hive.HiveRow;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Rows of the stations' batch views as documents; what a row lacks, its document lacks. */
final class StationDocuments {

  private StationDocuments() {}

  /** The id of a day of one element of a station. */
  static String id(HiveRow hour, LocalDate day) {
    return hour.get(StationHourlySummary.STATION_ID)
        + "|"
        + hour.get(StationHourlySummary.ELEMENT)
        + "|"
        + day;
  }

  /**
   * Writes a day of one element of a station.
   *
   * @param hours its hours, in any order; at least one
   */
  static void day(JsonLines json, List<HiveRow> hours, LocalDate day, String runId) {
    HiveRow any = hours.get(0);
    json.beginObject();
    TableCopy.write(json, any, StationHourlySummary.STATION_ID);
    TableCopy.write(json, any, StationHourlySummary.KIND);
    TableCopy.write(json, any, StationHourlySummary.ELEMENT);
    Element.ofWireName(any.get(StationHourlySummary.ELEMENT))
        .ifPresent(element -> json.text(StationHoursIndex.UNIT, element.unit()));
    json.text(StationHoursIndex.UTC_DATE, day.toString());
    hours.stream()
        .map(hour -> hour.get(StationHourlySummary.MINIMUM))
        .filter(Objects::nonNull)
        .min(Double::compare)
        .ifPresent(lowest -> json.number(StationHoursIndex.MINIMUM, lowest));
    hours.stream()
        .map(hour -> hour.get(StationHourlySummary.MAXIMUM))
        .filter(Objects::nonNull)
        .max(Double::compare)
        .ifPresent(highest -> json.number(StationHoursIndex.MAXIMUM, highest));
    List<HiveRow> sorted =
        hours.stream()
            .sorted(Comparator.comparing(hour -> hour.get(StationHourlySummary.HOUR_START_TIME)))
            .toList();
    figures(json, sorted);
    json.beginArray(StationHoursIndex.HOURS);
    sorted.forEach(hour -> hour(json, hour));
    json.endArray().text(StationHoursIndex.RUN_ID, runId).endObject();
  }

  private static void hour(JsonLines json, HiveRow hour) {
    json.beginElement()
        .instant(
            StationHoursIndex.Hour.START,
            TableCopy.millis(hour.get(StationHourlySummary.HOUR_START_TIME)))
        .number(StationHoursIndex.Hour.COUNT, count(hour, StationHourlySummary.VALUE_COUNT))
        .number(StationHoursIndex.Hour.EXCLUDED, count(hour, StationHourlySummary.EXCLUDED_COUNT));
    number(json, StationHoursIndex.Hour.MIN, hour.get(StationHourlySummary.MINIMUM));
    number(json, StationHoursIndex.Hour.MAX, hour.get(StationHourlySummary.MAXIMUM));
    number(json, StationHoursIndex.Hour.MEAN, hour.get(StationHourlySummary.MEAN));
    number(json, StationHoursIndex.Hour.LAST, hour.get(StationHourlySummary.LAST_VALUE));
    number(json, StationHoursIndex.Hour.AT_START, hour.get(StationHourlySummary.START_VALUE));
    json.endObject();
  }

  private static void figures(JsonLines json, List<HiveRow> sorted) {
    double sum = 0;
    long values = 0;
    long excluded = 0;
    Double last = null;
    for (HiveRow hour : sorted) {
      excluded += count(hour, StationHourlySummary.EXCLUDED_COUNT);
      Double mean = hour.get(StationHourlySummary.MEAN);
      if (mean != null) {
        long counted = count(hour, StationHourlySummary.VALUE_COUNT);
        sum += mean * counted;
        values += counted;
      }
      Double newest = hour.get(StationHourlySummary.LAST_VALUE);
      last = newest == null ? last : newest;
    }
    if (values > 0) {
      json.number(StationHoursIndex.MEAN, sum / values);
    }
    number(json, StationHoursIndex.LAST_VALUE, last);
    json.number(StationHoursIndex.VALUE_COUNT, values)
        .number(StationHoursIndex.EXCLUDED_COUNT, excluded);
  }

  static void metadata(JsonLines json, HiveRow row, String runId) {
    json.beginObject();
    TableCopy.STATIONS.write(json, row);
    location(json, StationMetadataIndex.LOCATION, row);
    json.text(StationMetadataIndex.RUN_ID, runId).endObject();
  }

  /** The id of a forecast. */
  static String forecastId(HiveRow forecast) {
    return forecast.get(WaterLevelForecasts.STATION_ID)
        + "|"
        + forecast.get(WaterLevelForecasts.ISSUED_TIME).toInstant(ZoneOffset.UTC)
        + "|"
        + forecast.get(WaterLevelForecasts.LEAD_HOURS);
  }

  /**
   * Writes a forecast.
   *
   * @param station what is known of its station, or null
   */
  static void forecast(JsonLines json, HiveRow row, HiveRow station, String runId) {
    json.beginObject();
    TableCopy.FORECASTS.write(json, row);
    if (station != null) {
      TableCopy.write(json, station, StationMetadata.NAME);
      TableCopy.write(json, station, StationMetadata.PROVINCE);
      location(json, WaterLevelForecastsIndex.LOCATION, station);
    }
    json.text(WaterLevelForecastsIndex.RUN_ID, runId).endObject();
  }

  /** The id of a skill. */
  static String skillId(HiveRow skill) {
    return skill.get(ForecastSkill.STATION_ID) + "|" + skill.get(ForecastSkill.LEAD_HOURS);
  }

  /**
   * Writes a skill.
   *
   * @param station what is known of its station, or null
   */
  static void skill(JsonLines json, HiveRow row, HiveRow station, String runId) {
    json.beginObject();
    TableCopy.SKILL.write(json, row);
    if (station != null) {
      TableCopy.write(json, station, StationMetadata.NAME);
      TableCopy.write(json, station, StationMetadata.PROVINCE);
    }
    json.text(ForecastSkillIndex.RUN_ID, runId).endObject();
  }

  private static void location(JsonLines json, Field field, HiveRow station) {
    Double latitude = station.get(StationMetadata.LATITUDE);
    Double longitude = station.get(StationMetadata.LONGITUDE);
    if (latitude != null && longitude != null) {
      json.place(field, latitude, longitude);
    }
  }

  private static long count(HiveRow row, Column<Long> column) {
    Long count = row.get(column);
    return count == null ? 0 : count;
  }

  private static void number(JsonLines json, Field field, Double value) {
    if (value != null) {
      json.number(field, (double) value);
    }
  }
}
