package io.watershed.speed.watch;

import io.watershed.core.contract.LayerState;
import io.watershed.core.status.LayerStatus;
import io.watershed.elasticsearch.Backoff;
import io.watershed.spark.KafkaOffsets;
import io.watershed.speed.sink.ArrivalCounts;
import io.watershed.speed.sink.BatchSummary;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.streaming.SourceProgress;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the layer's status says beside its state. Figures count from the start of the process, those
 * of all streams and again those of each; offsets are those of the last committed micro-batches.
 */
public final class SpeedMonitor extends StreamingQueryListener {
  private static final Logger LOG = LoggerFactory.getLogger(SpeedMonitor.class);

  private final Map<String, Long> offsets = new HashMap<>();
  private final Map<String, BatchSummary> streams = new LinkedHashMap<>();
  private int stateRebuilds;
  private long lastMessages;
  private long lastNanos = System.nanoTime();
  private double rate;

  /**
   * Counts a micro-batch.
   *
   * @param stream the name that its figures have in front when they are told alone
   */
  public synchronized void count(String stream, BatchSummary batch) {
    BatchSummary before = streams.getOrDefault(stream, BatchSummary.nothing());
    streams.put(stream, before.plus(batch));
  }

  /** Counts that a stream computes its state again. */
  public synchronized void countRebuild() {
    stateRebuilds++;
  }

  /** Takes committed offsets, by topic and partition. */
  public synchronized void committed(Map<String, Long> committed) {
    offsets.putAll(committed);
  }

  @Override
  public void onQueryStarted(QueryStartedEvent event) {}

  @Override
  public void onQueryProgress(QueryProgressEvent event) {
    for (SourceProgress source : event.progress().sources()) {
      committed(KafkaOffsets.parse(source.endOffset()));
    }
  }

  @Override
  public void onQueryTerminated(QueryTerminatedEvent event) {
    LOG.info("the query {} has ended", event.id());
  }

  /** The same status with figures and offsets; waiting where writing waits for a server. */
  public synchronized LayerStatus complete(LayerStatus status) {
    BatchSummary all = streams.values().stream().reduce(BatchSummary.nothing(), BatchSummary::plus);
    long messages = all.counts().total().messages();
    long now = System.nanoTime();
    double seconds = (now - lastNanos) / 1e9;
    if (seconds >= 0.5) {
      // Smoothed, because a micro-batch counts all its messages at its end.
      rate += 0.3 * ((messages - lastMessages) / seconds - rate);
      lastMessages = messages;
      lastNanos = now;
    }
    Map<String, Double> figures = new HashMap<>();
    figures(figures, "", all);
    streams.forEach((stream, sum) -> figures(figures, stream + ".", sum));
    figures.put("stateRebuilds", (double) stateRebuilds);
    figures.put("messagesPerSecond", rate < 0.05 ? 0 : Math.round(rate * 10) / 10.0);
    Optional<String> waiting = Backoff.waitingFor();
    boolean works = status.state() == LayerState.STARTING || status.state() == LayerState.RUNNING;
    LayerStatus said =
        waiting.isPresent() && works ? status.with(LayerState.WAITING, waiting.get()) : status;
    return said.withFigures(figures).withOffsets(offsets);
  }

  private static void figures(Map<String, Double> figures, String prefix, BatchSummary sum) {
    ArrivalCounts.Hour total = sum.counts().total();
    figures.put(prefix + "messagesIn", (double) total.messages());
    figures.put(prefix + "accepted", (double) total.accepted());
    figures.put(prefix + "late", (double) total.late());
    figures.put(prefix + "duplicates", (double) total.duplicates());
    figures.put(prefix + "deadLetters", (double) total.deadLetters());
    figures.put(prefix + "windowsIndexed", (double) sum.figures().windows());
    figures.put(prefix + "alertsIndexed", (double) sum.figures().alerts());
    figures.put(prefix + "refused", (double) sum.figures().refused());
  }
}
