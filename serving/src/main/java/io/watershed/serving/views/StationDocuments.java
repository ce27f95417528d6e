package io.watershed.serving.views;

import static io.watershed.serving.views.DayDocuments.instant;
import static io.watershed.serving.views.DayDocuments.number;
import static io.watershed.serving.views.DayDocuments.text;
import static io.watershed.serving.views.DayDocuments.whole;

import io.watershed.core.station.Element;
import io.watershed.elasticsearch.JsonLines;
import io.watershed.serving.views.StationRows.ForecastRow;
import io.watershed.serving.views.StationRows.HourRow;
import io.watershed.serving.views.StationRows.MetadataRow;
import io.watershed.serving.views.StationRows.SkillRow;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Rows of the stations' batch views as documents; what a row lacks, its document lacks. */
final class StationDocuments {

  private StationDocuments() {}

  /** The id of a day of one element of a station. */
  static String id(HourRow hour, LocalDate day) {
    return hour.stationId() + "|" + hour.element() + "|" + day;
  }

  /**
   * Writes a day of one element of a station.
   *
   * @param hours its hours, in any order; at least one
   */
  static void day(JsonLines json, List<HourRow> hours, LocalDate day, String runId) {
    HourRow any = hours.get(0);
    json.beginObject().text("station_id", any.stationId());
    text(json, "kind", any.kind());
    json.text("element", any.element());
    Element.ofWireName(any.element()).ifPresent(element -> json.text("unit", element.unit()));
    json.text("utc_date", day.toString());
    hours.stream()
        .map(HourRow::minimum)
        .filter(Objects::nonNull)
        .min(Double::compare)
        .ifPresent(lowest -> json.number("minimum", lowest));
    hours.stream()
        .map(HourRow::maximum)
        .filter(Objects::nonNull)
        .max(Double::compare)
        .ifPresent(highest -> json.number("maximum", highest));
    List<HourRow> sorted =
        hours.stream().sorted(Comparator.comparingLong(HourRow::startMillis)).toList();
    figures(json, sorted);
    json.beginArray("hours");
    for (HourRow hour : sorted) {
      json.beginElement()
          .instant("start", hour.startMillis())
          .number("count", hour.values())
          .number("excluded", hour.excluded());
      number(json, "min", hour.minimum());
      number(json, "max", hour.maximum());
      number(json, "mean", hour.mean());
      number(json, "last", hour.last());
      number(json, "at_start", hour.atStart());
      json.endObject();
    }
    json.endArray().text("run_id", runId).endObject();
  }

  private static void figures(JsonLines json, List<HourRow> sorted) {
    double sum = 0;
    long values = 0;
    long excluded = 0;
    Double last = null;
    for (HourRow hour : sorted) {
      excluded += hour.excluded();
      if (hour.mean() != null) {
        sum += hour.mean() * hour.values();
        values += hour.values();
      }
      last = hour.last() == null ? last : hour.last();
    }
    if (values > 0) {
      json.number("mean", sum / values);
    }
    number(json, "last_value", last);
    json.number("value_count", values).number("excluded_count", excluded);
  }

  static void metadata(JsonLines json, MetadataRow row, String runId) {
    json.beginObject().text("station_id", row.stationId());
    text(json, "kind", row.kind());
    text(json, "name", row.name());
    number(json, "latitude", row.latitude());
    number(json, "longitude", row.longitude());
    location(json, row);
    number(json, "elevation", row.elevation());
    text(json, "province", row.province());
    text(json, "city", row.city());
    text(json, "time_zone", row.zone());
    text(json, "downstream", row.downstream());
    number(json, "high_water", row.highWater());
    text(json, "high_water_from", row.highWaterFrom());
    text(json, "source", row.source());
    instant(json, "first_time", row.firstMillis());
    instant(json, "last_time", row.lastMillis());
    whole(json, "observations", row.observations());
    json.text("run_id", runId).endObject();
  }

  /**
   * Writes a forecast.
   *
   * @param station what is known of its station, or null
   */
  static void forecast(
      JsonLines json, ForecastRow row, LocalDate day, MetadataRow station, String runId) {
    json.beginObject()
        .text("station_id", row.stationId())
        .text("issued_date", day.toString())
        .instant("issued_time", row.issuedMillis())
        .instant("target_time", row.targetMillis())
        .number("lead_hours", row.lead());
    number(json, "level", row.level());
    number(json, "low", row.low());
    number(json, "high", row.high());
    number(json, "persistence_level", row.persistence());
    text(json, "method", row.method());
    text(json, "trend", row.trend());
    number(json, "probability_high_water", row.probability());
    number(json, "high_water", row.highWater());
    if (row.riseWatch() != null) {
      json.flag("rise_watch", row.riseWatch());
    }
    text(json, "risk", row.risk());
    if (station != null) {
      text(json, "name", station.name());
      text(json, "province", station.province());
      location(json, station);
    }
    json.text("run_id", runId).endObject();
  }

  /**
   * Writes a skill.
   *
   * @param station what is known of its station, or null
   */
  static void skill(JsonLines json, SkillRow row, MetadataRow station, String runId) {
    json.beginObject().text("station_id", row.stationId()).number("lead_hours", row.lead());
    instant(json, "from_time", row.fromMillis());
    instant(json, "to_time", row.toMillis());
    whole(json, "forecasts", row.forecasts());
    for (int score = 0; score < SkillRow.SCORES.size(); score++) {
      number(json, SkillRow.SCORES.get(score), row.scores().get(score));
    }
    whole(json, "hits", row.hits());
    whole(json, "misses", row.misses());
    whole(json, "false_alarms", row.falseAlarms());
    instant(json, "computed_time", row.computedMillis());
    if (station != null) {
      text(json, "name", station.name());
      text(json, "province", station.province());
    }
    json.text("run_id", runId).endObject();
  }

  private static void location(JsonLines json, MetadataRow row) {
    if (row.latitude() != null && row.longitude() != null) {
      json.text("location", row.latitude() + "," + row.longitude());
    }
  }
}
