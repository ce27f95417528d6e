package io.watershed.speed.meter;

import io.watershed.core.alert.Episode;
import io.watershed.core.reading.Measurement;
import io.watershed.core.window.WindowStatistics;
import io.watershed.elasticsearch.JsonLines;
import io.watershed.speed.sink.CommonDocuments;

/**
 * The JSON documents about meters of the index templates in {@code kibana/index-templates}, field
 * by field.
 */
final class MeterDocuments {

  private MeterDocuments() {}

  static void window(
      JsonLines json,
      MeterResult result,
      Measurement measurement,
      WindowStatistics window,
      long windowLengthMillis,
      long nowMillis) {
    json.beginObject()
        .text("meter_id", result.meterId())
        .text("measurement_type", measurement.canonicalName())
        .text("unit", measurement.unit().symbol())
        .instant("window_start", window.startMillis())
        .instant("window_end", window.startMillis() + windowLengthMillis)
        // Windows slide and overlap; those that begin at multiples of their length tile time.
        .flag("aligned", Math.floorMod(window.startMillis(), windowLengthMillis) == 0)
        .number("count", window.count())
        .number("sum", window.sum())
        .number("mean", window.mean())
        .number("min", window.minimum())
        .number("max", window.maximum())
        .number("excluded_count", window.excludedCount());
    meter(json, result.meter());
    json.instant("updated_at", nowMillis).endObject();
  }

  static void alert(JsonLines json, MeterResult result, Episode episode, long nowMillis) {
    CommonDocuments.beginAlert(json, episode).text("meter_id", result.meterId());
    CommonDocuments.episode(json, episode);
    meter(json, result.meter());
    json.instant("updated_at", nowMillis).endObject();
  }

  private static void meter(JsonLines json, MeterAttributes meter) {
    if (meter.meterType().isPresent()) {
      json.text("meter_type", meter.meterType().get());
    }
    if (meter.suburb().isPresent()) {
      json.text("suburb", meter.suburb().get());
    }
    if (meter.postcode().isPresent()) {
      json.number("postcode", meter.postcode().getAsInt());
    }
    if (meter.usageType().isPresent()) {
      json.text("usage_type", meter.usageType().get());
    }
  }
}
