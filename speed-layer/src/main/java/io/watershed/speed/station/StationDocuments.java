package io.watershed.speed.station;

import io.watershed.core.alert.Episode;
import io.watershed.core.binary.BinaryReader;
import io.watershed.core.contract.Field;
import io.watershed.core.contract.Index;
import io.watershed.core.contract.index.AlertsIndex;
import io.watershed.core.contract.index.StationLatestIndex;
import io.watershed.core.contract.index.StationWindowsIndex;
import io.watershed.core.station.Station;
import io.watershed.core.station.StationLatest;
import io.watershed.core.station.StationProfile;
import io.watershed.core.station.StationWindow;
import io.watershed.core.weather.DerivedWeather;
import io.watershed.core.window.WindowStatistics;
import io.watershed.elasticsearch.JsonLines;
import io.watershed.speed.sink.ChangeDocuments;
import io.watershed.speed.sink.CommonDocuments;
import io.watershed.speed.sink.TaskDocuments;
import io.watershed.speed.watch.ObservedStation;
import java.io.IOException;

/**
 * The JSON documents about stations, field by field: {@link StationWindowsIndex}, {@link
 * StationLatestIndex}, {@link AlertsIndex}. What is not known of a station is left out.
 *
 * @param windowLengthMillis how long a window is
 */
record StationDocuments(long windowLengthMillis) implements ChangeDocuments<StationChange> {

  @Override
  public Index windows() {
    return StationWindowsIndex.INDEX;
  }

  @Override
  public StationChange read(BinaryReader in) {
    return StationChange.read(in);
  }

  @Override
  public void write(StationChange change, TaskDocuments documents)
      throws IOException, InterruptedException {
    Station station = change.profile().station();
    documents.note(
        new ObservedStation(change.profile(), change.latest().eventMillis(), change.resumedMillis())
            .encode());
    for (StationWindow window : change.windows()) {
      JsonLines json =
          documents.beginWindow(
              station.id(), window.element().wireName(), window.statistics().startMillis());
      window(json, station, window, documents.nowMillis());
      documents.endWindow();
    }
    latest(
        documents.begin(StationLatestIndex.INDEX, station.id()),
        change.profile(),
        change.latest(),
        documents.nowMillis());
    documents.end();
    for (Episode episode : change.episodes()) {
      writeAlert(documents, station, episode);
    }
  }

  static void writeAlert(TaskDocuments documents, Station station, Episode episode)
      throws IOException, InterruptedException {
    documents.alert(
        station.id(), episode, json -> alert(json, station, episode, documents.nowMillis()));
  }

  void window(JsonLines json, Station station, StationWindow window, long nowMillis) {
    WindowStatistics statistics = window.statistics();
    json.beginObject().text(StationWindowsIndex.STATION_ID, station.id());
    whatAndWhere(json, station);
    json.text(StationWindowsIndex.ELEMENT, window.element().wireName())
        .text(StationWindowsIndex.UNIT, window.element().unit())
        .instant(StationWindowsIndex.WINDOW_START, statistics.startMillis())
        .instant(StationWindowsIndex.WINDOW_END, statistics.startMillis() + windowLengthMillis)
        .number(StationWindowsIndex.COUNT, statistics.count())
        .number(StationWindowsIndex.MIN, statistics.minimum())
        .number(StationWindowsIndex.MAX, statistics.maximum())
        .number(StationWindowsIndex.AVG, statistics.mean())
        .number(StationWindowsIndex.LAST, window.last())
        .number(StationWindowsIndex.EXCLUDED_COUNT, statistics.excludedCount())
        .instant(StationWindowsIndex.UPDATED_AT, nowMillis)
        .endObject();
  }

  static void latest(JsonLines json, StationProfile profile, StationLatest latest, long nowMillis) {
    Station station = profile.station();
    json.beginObject()
        .text(StationLatestIndex.STATION_ID, station.id())
        .text(StationLatestIndex.SOURCE, profile.source());
    whatAndWhere(json, station);
    text(json, StationLatestIndex.CITY, station.city());
    number(json, StationLatestIndex.ELEVATION, station.elevation());
    json.text(StationLatestIndex.TIME_ZONE, station.zone().getId());
    text(json, StationLatestIndex.DOWNSTREAM, station.downstream());
    number(json, StationLatestIndex.HIGH_WATER, station.highWater());
    json.instant(StationLatestIndex.OBSERVED_AT, latest.eventMillis());
    StationLatestIndex.ELEMENTS.forEach(
        (element, field) -> number(json, field, latest.values().get(element)));
    DerivedWeather derived = latest.derived();
    known(json, StationLatestIndex.FEELS_LIKE, derived.feelsLike());
    known(json, StationLatestIndex.WIND_CHILL, derived.windChill());
    known(json, StationLatestIndex.HEAT_INDEX, derived.heatIndex());
    known(json, StationLatestIndex.HUMIDEX, derived.humidex());
    known(json, StationLatestIndex.LEVEL_CHANGE_1H, latest.changes().oneHour());
    known(json, StationLatestIndex.LEVEL_CHANGE_6H, latest.changes().sixHours());
    known(json, StationLatestIndex.LEVEL_CHANGE_24H, latest.changes().day());
    json.texts(StationLatestIndex.FLAGS, latest.flags())
        .instant(StationLatestIndex.UPDATED_AT, nowMillis)
        .endObject();
  }

  static void alert(JsonLines json, Station station, Episode episode, long nowMillis) {
    CommonDocuments.alert(
        json,
        AlertsIndex.STATION_ID,
        station.id(),
        episode,
        to -> whatAndWhere(to, station),
        nowMillis);
  }

  /** Fields that all documents about stations call alike. */
  private static void whatAndWhere(JsonLines json, Station station) {
    json.text(StationLatestIndex.KIND, station.kind().wireName());
    text(json, StationLatestIndex.NAME, station.name());
    text(json, StationLatestIndex.PROVINCE, station.province());
    if (station.latitude() != null && station.longitude() != null) {
      json.place(StationLatestIndex.LOCATION, station.latitude(), station.longitude());
    }
  }

  private static void text(JsonLines json, Field field, String value) {
    if (value != null) {
      json.text(field, value);
    }
  }

  private static void number(JsonLines json, Field field, Double value) {
    if (value != null) {
      json.number(field, (double) value);
    }
  }

  private static void known(JsonLines json, Field field, double value) {
    if (!Double.isNaN(value)) {
      json.number(field, value);
    }
  }
}
