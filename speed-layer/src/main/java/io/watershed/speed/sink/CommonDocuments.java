package io.watershed.speed.sink;

import io.watershed.core.alert.Episode;
import io.watershed.core.contract.Field;
import io.watershed.core.contract.index.AlertsIndex;
import io.watershed.core.contract.index.PipelineHealthIndex;
import io.watershed.elasticsearch.JsonLines;
import java.util.function.Consumer;

/** What the JSON documents of every kind of device have in common, field by field. */
public final class CommonDocuments {

  private CommonDocuments() {}

  /**
   * An alert.
   *
   * @param idField the field of the device's id
   * @param device writes what the document says of the device besides its id
   */
  public static void alert(
      JsonLines json,
      Field idField,
      String deviceId,
      Episode episode,
      Consumer<JsonLines> device,
      long nowMillis) {
    json.beginObject()
        .text(AlertsIndex.ALERT_TYPE, episode.type().name())
        .text(AlertsIndex.SEVERITY, episode.severity().name())
        .text(idField, deviceId);
    if (!episode.measurement().isEmpty()) {
      json.text(AlertsIndex.MEASUREMENT_TYPE, episode.measurement());
    }
    json.instant(AlertsIndex.EPISODE_START, episode.startMillis())
        .instant(AlertsIndex.LAST_SEEN, episode.lastSeenMillis())
        .number(AlertsIndex.READINGS, episode.readings())
        .number(AlertsIndex.MEASURED, episode.measured())
        .number(AlertsIndex.PEAK, episode.peak())
        .number(AlertsIndex.LIMIT, episode.limit())
        .text(AlertsIndex.UNIT, episode.type().unit())
        .text(AlertsIndex.MESSAGE, episode.message());
    device.accept(json);
    json.instant(AlertsIndex.UPDATED_AT, nowMillis).endObject();
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
        .text(PipelineHealthIndex.LAYER, BatchIdentity.LAYER)
        .text(PipelineHealthIndex.TOPIC, topic)
        .text(PipelineHealthIndex.QUERY_ID, batch.queryId())
        .number(PipelineHealthIndex.BATCH_ID, batch.batchId())
        .instant(PipelineHealthIndex.ARRIVAL_HOUR, arrivalHourMillis)
        .number(PipelineHealthIndex.MESSAGES, counts.messages())
        .number(PipelineHealthIndex.ACCEPTED, counts.accepted())
        .number(PipelineHealthIndex.LATE, counts.late())
        .number(PipelineHealthIndex.DUPLICATES, counts.duplicates())
        .number(PipelineHealthIndex.DEAD_LETTERS, counts.deadLetters())
        .number(PipelineHealthIndex.WINDOWS, figures.windows())
        .number(PipelineHealthIndex.ALERTS, figures.alerts())
        .number(PipelineHealthIndex.REFUSED, figures.refused())
        .instant(PipelineHealthIndex.PROCESSED_AT, nowMillis)
        .endObject();
  }
}
