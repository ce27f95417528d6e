package io.watershed.speed.station;

import io.watershed.core.alert.Episode;
import io.watershed.core.station.Element;
import io.watershed.core.station.Station;
import io.watershed.core.station.StationLatest;
import io.watershed.core.station.StationProfile;
import io.watershed.core.station.StationWindow;
import io.watershed.core.weather.DerivedWeather;
import io.watershed.core.window.WindowStatistics;
import io.watershed.elasticsearch.JsonLines;
import io.watershed.speed.sink.CommonDocuments;

/**
 * The JSON documents about stations of the index templates in {@code kibana/index-templates}, field
 * by field. What is not known of a station is left out.
 */
final class StationDocuments {

  private StationDocuments() {}

  static void window(
      JsonLines json,
      Station station,
      StationWindow window,
      long windowLengthMillis,
      long nowMillis) {
    WindowStatistics statistics = window.statistics();
    json.beginObject().text("station_id", station.id());
    whatAndWhere(json, station);
    json.text("element", window.element().wireName())
        .text("unit", window.element().unit())
        .instant("window_start", statistics.startMillis())
        .instant("window_end", statistics.startMillis() + windowLengthMillis)
        .number("count", statistics.count())
        .number("min", statistics.minimum())
        .number("max", statistics.maximum())
        .number("avg", statistics.mean())
        .number("last", window.last())
        .number("excluded_count", statistics.excludedCount())
        .instant("updated_at", nowMillis)
        .endObject();
  }

  static void latest(JsonLines json, StationProfile profile, StationLatest latest, long nowMillis) {
    Station station = profile.station();
    json.beginObject().text("station_id", station.id()).text("source", profile.source());
    whatAndWhere(json, station);
    text(json, "city", station.city());
    number(json, "elevation", station.elevation());
    json.text("time_zone", station.zone().getId());
    text(json, "downstream", station.downstream());
    number(json, "high_water", station.highWater());
    json.instant("observed_at", latest.eventMillis());
    for (Element element : Element.values()) {
      number(json, element.wireName(), latest.values().get(element));
    }
    DerivedWeather derived = latest.derived();
    known(json, "feels_like", derived.feelsLike());
    known(json, "wind_chill", derived.windChill());
    known(json, "heat_index", derived.heatIndex());
    known(json, "humidex", derived.humidex());
    known(json, "level_change_1h", latest.changes().oneHour());
    known(json, "level_change_6h", latest.changes().sixHours());
    known(json, "level_change_24h", latest.changes().day());
    json.texts("flags", latest.flags()).instant("updated_at", nowMillis).endObject();
  }

  static void alert(JsonLines json, Station station, Episode episode, long nowMillis) {
    CommonDocuments.beginAlert(json, episode).text("station_id", station.id());
    CommonDocuments.episode(json, episode);
    whatAndWhere(json, station);
    json.instant("updated_at", nowMillis).endObject();
  }

  private static void whatAndWhere(JsonLines json, Station station) {
    json.text("kind", station.kind().wireName());
    text(json, "name", station.name());
    text(json, "province", station.province());
    if (station.latitude() != null && station.longitude() != null) {
      json.name("location")
          .beginObject()
          .number("lat", (double) station.latitude())
          .number("lon", (double) station.longitude())
          .endObject();
    }
  }

  private static void text(JsonLines json, String name, String value) {
    if (value != null) {
      json.text(name, value);
    }
  }

  private static void number(JsonLines json, String name, Double value) {
    if (value != null) {
      json.number(name, (double) value);
    }
  }

  private static void known(JsonLines json, String name, double value) {
    if (!Double.isNaN(value)) {
      json.number(name, value);
    }
  }
}
