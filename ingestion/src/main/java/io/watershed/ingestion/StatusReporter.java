package io.watershed.ingestion;

import io.watershed.core.status.LayerStatus;
import io.watershed.spark.KafkaOffsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.apache.spark.sql.streaming.StreamingQueryProgress;

/**
 * What the layer's status says beside its state. Offsets and figures are those of micro-batches
 * whose commits are done, of all streams together.
 */
final class StatusReporter extends StreamingQueryListener {

  private final Map<String, Double> figures = new TreeMap<>();
  private final Map<String, Long> offsets = new TreeMap<>();
  private final Map<UUID, Double> rates = new HashMap<>();
  private List<MasterDatasetSink> sinks = List.of();

  StatusReporter() {
    figures.put("messagesIn", 0.0);
    figures.put("messagesPerSecond", 0.0);
  }

  /** Tells where the streams go on and whose rows are counted. */
  synchronized void running(List<MasterDatasetSink> counted, Map<String, Long> startOffsets) {
    sinks = counted;
    // A micro-batch may have been faster.
    startOffsets.forEach(offsets::putIfAbsent);
  }

  @Override
  public void onQueryStarted(QueryStartedEvent event) {}

  @Override
  public synchronized void onQueryProgress(QueryProgressEvent event) {
    StreamingQueryProgress progress = event.progress();
    if (progress.sources().length == 0) {
      return;
    }
    Map<String, Long> from = KafkaOffsets.parse(progress.sources()[0].startOffset());
    Map<String, Long> to = KafkaOffsets.parse(progress.sources()[0].endOffset());
    if (to.isEmpty()) {
      return;
    }
    offsets.putAll(to);
    // Spark's own count of input rows counts a message once for every pass over it. Offsets count
    // the marks of transactions too, which is near enough for a rate.
    double messages = 0;
    for (Map.Entry<String, Long> end : to.entrySet()) {
      messages += end.getValue() - from.getOrDefault(end.getKey(), 0L);
    }
    rate(progress.id(), messages * 1000 / Math.max(1, progress.batchDuration()));
  }

  @Override
  public synchronized void onQueryIdle(QueryIdleEvent event) {
    rate(event.id(), 0);
  }

  private void rate(UUID query, double messagesPerSecond) {
    rates.put(query, messagesPerSecond);
    figures.put(
        "messagesPerSecond", rates.values().stream().mapToDouble(Double::doubleValue).sum());
  }

  @Override
  public void onQueryTerminated(QueryTerminatedEvent event) {}

  /** The same status with figures and offsets. */
  synchronized LayerStatus complete(LayerStatus status) {
    if (!sinks.isEmpty()) {
      double rows = 0;
      double letters = 0;
      for (MasterDatasetSink sink : sinks) {
        figures.put("rowsOut." + sink.stream().name(), (double) sink.acceptedRows());
        rows += sink.acceptedRows();
        letters += sink.deadLetterRows();
      }
      figures.put("messagesIn", rows + letters);
      figures.put("rowsOut", rows);
      figures.put("deadLetters", letters);
    }
    return status.withFigures(figures).withOffsets(offsets);
  }
}
