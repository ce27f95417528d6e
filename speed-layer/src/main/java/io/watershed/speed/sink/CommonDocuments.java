package io.watershed.speed.sink;

import io.watershed.core.alert.Episode;
import io.watershed.elasticsearch.JsonLines;

/** What the JSON documents of every fleet have in common, field by field. */
public final class CommonDocuments {

  private CommonDocuments() {}

  /** The fields of an alert about whatever device, its first ones. */
  public static JsonLines beginAlert(JsonLines json, Episode episode) {
    return json.beginObject()
        .text("alert_type", episode.type().name())
        .text("severity", episode.severity().name());
  }

  /** The fields of an alert about whatever device, those of the episode. */
  public static void episode(JsonLines json, Episode episode) {
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
