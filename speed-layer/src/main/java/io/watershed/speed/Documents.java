package io.watershed.speed;

import io.watershed.core.alert.Episode;
import io.watershed.core.reading.Measurement;
import io.watershed.core.window.WindowStatistics;
import io.watershed.elasticsearch.JsonLines;

/**
 * The JSON documents about meters, and those of both fleets, of the index templates in {@code
 * kibana/index-templates}, field by field.
 */
final class Documents {

  private Documents() {}

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
    beginAlert(json, episode).text("meter_id", result.meterId());
    episode(json, episode);
    meter(json, result.meter());
    json.instant("updated_at", nowMillis).endObject();
  }

  /** The fields of an alert about whatever device, its first ones. */
  static JsonLines beginAlert(JsonLines json, Episode episode) {
    return json.beginObject()
        .text("alert_type", episode.type().name())
        .text("severity", episode.severity().name());
  }

  /** The fields of an alert about whatever device, those of the episode. */
  static void episode(JsonLines json, Episode episode) {
    if (!episode.measurement().isEmpty()) {
      json.text("measurement_type", episode.measurement());
    }
    json.instant("episode_start", episode.startMillis())
        .instant("last_seen", episode.lastSeenMillis())
        .number("readings", episode.readings())
        .number("measured", episode.measured())
        .number("peak", episode.peak())
        .number("limit", episode.limit())
        .text("unit", episode.type().unit())
        .text("message", episode.message());
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

  static void health(
      JsonLines json,
      BatchIdentity batch,
      String topic,
      long arrivalHourMillis,
      ArrivalCounts.Hour counts,
      BatchFigures figures,
      long nowMillis) {
    json.beginObject()
        .text("layer", BatchIdentity.LAYER)
        .text("topic", topic)
        .text("query_id", batch.queryId())
        .number("batch_id", batch.batchId())
        .instant("arrival_hour", arrivalHourMillis)
        .number("messages", counts.messages())
        .number("accepted", counts.accepted())
        .number("late", counts.late())
        .number("duplicates", counts.duplicates())
        .number("dead_letters", counts.deadLetters())
        .number("windows", figures.windows())
        .number("alerts", figures.alerts())
        .number("refused", figures.refused())
        .instant("processed_at", nowMillis)
        .endObject();
  }
}
