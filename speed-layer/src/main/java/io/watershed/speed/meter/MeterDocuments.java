package io.watershed.speed.meter;

import io.watershed.core.alert.Episode;
import io.watershed.core.binary.BinaryReader;
import io.watershed.core.contract.Index;
import io.watershed.core.contract.index.AlertsIndex;
import io.watershed.core.contract.index.MeterWindowsIndex;
import io.watershed.core.reading.Measurement;
import io.watershed.core.window.WindowStatistics;
import io.watershed.elasticsearch.JsonLines;
import io.watershed.speed.sink.ChangeDocuments;
import io.watershed.speed.sink.CommonDocuments;
import io.watershed.speed.sink.TaskDocuments;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The JSON documents about meters, field by field: {@link MeterWindowsIndex}, {@link AlertsIndex}.
 *
 * @param windowLengthMillis how long a window is
 */
record MeterDocuments(long windowLengthMillis) implements ChangeDocuments<MeterChange> {

  @Override
  public Index windows() {
    return MeterWindowsIndex.INDEX;
  }

  @Override
  public MeterChange read(BinaryReader in) {
    return MeterChange.read(in);
  }

  @Override
  public void write(MeterChange change, TaskDocuments documents)
      throws IOException, InterruptedException {
    for (Map.Entry<Measurement, List<WindowStatistics>> changed : change.windows().entrySet()) {
      Measurement measurement = changed.getKey();
      for (WindowStatistics window : changed.getValue()) {
        JsonLines json =
            documents.beginWindow(
                change.meterId(), measurement.canonicalName(), window.startMillis());
        window(json, change, measurement, window, documents.nowMillis());
        documents.endWindow();
      }
    }
    for (Episode episode : change.episodes()) {
      documents.alert(
          change.meterId(), episode, json -> alert(json, change, episode, documents.nowMillis()));
    }
  }

  void window(
      JsonLines json,
      MeterChange change,
      Measurement measurement,
      WindowStatistics window,
      long nowMillis) {
    json.beginObject()
        .text(MeterWindowsIndex.METER_ID, change.meterId())
        .text(MeterWindowsIndex.MEASUREMENT_TYPE, measurement.canonicalName())
        .text(MeterWindowsIndex.UNIT, measurement.unit().symbol())
        .instant(MeterWindowsIndex.WINDOW_START, window.startMillis())
        .instant(MeterWindowsIndex.WINDOW_END, window.startMillis() + windowLengthMillis)
        // Windows slide and overlap; those that begin at multiples of their length tile time.
        .flag(
            MeterWindowsIndex.ALIGNED, Math.floorMod(window.startMillis(), windowLengthMillis) == 0)
        .number(MeterWindowsIndex.COUNT, window.count())
        .number(MeterWindowsIndex.SUM, window.sum())
        .number(MeterWindowsIndex.MEAN, window.mean())
        .number(MeterWindowsIndex.MIN, window.minimum())
        .number(MeterWindowsIndex.MAX, window.maximum())
        .number(MeterWindowsIndex.EXCLUDED_COUNT, window.excludedCount());
    meter(json, change.meter());
    json.instant(MeterWindowsIndex.UPDATED_AT, nowMillis).endObject();
  }

  static void alert(JsonLines json, MeterChange change, Episode episode, long nowMillis) {
    CommonDocuments.alert(
        json,
        AlertsIndex.METER_ID,
        change.meterId(),
        episode,
        to -> meter(to, change.meter()),
        nowMillis);
  }

  /** Fields that windows and alerts call alike. */
  private static void meter(JsonLines json, MeterAttributes meter) {
    if (meter.meterType().isPresent()) {
      json.text(MeterWindowsIndex.METER_TYPE, meter.meterType().get());
    }
    if (meter.suburb().isPresent()) {
      json.text(MeterWindowsIndex.SUBURB, meter.suburb().get());
    }
    if (meter.postcode().isPresent()) {
      json.number(MeterWindowsIndex.POSTCODE, meter.postcode().getAsInt());
    }
    if (meter.usageType().isPresent()) {
      json.text(MeterWindowsIndex.USAGE_TYPE, meter.usageType().get());
    }
  }
}
