package io.watershed.speed.watch;

import io.watershed.core.status.LayerStatus;
import io.watershed.core.status.StatusFile;
import io.watershed.elasticsearch.Backoff;
import io.watershed.spark.KafkaOffsets;
import io.watershed.speed.sink.ArrivalCounts;
import io.watershed.speed.sink.BatchIdentity;
import io.watershed.speed.sink.BatchSummary;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.streaming.SourceProgress;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says every second in the status file what the layer does. Figures count from the start of the
 * process, those of both streams and again those of stations alone; offsets are those of the last
 * committed micro-batches.
 */
public final class SpeedMonitor extends StreamingQueryListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpeedMonitor.class);

  private final StatusFile file;
  private final Clock clock;
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(SpeedMonitor::daemon);
  private final Map<String, Long> offsets = new HashMap<>();
  private BatchSummary meters = BatchSummary.nothing();
  private BatchSummary stations = BatchSummary.nothing();
  private String state = "starting";
  private String message = "";
  private long lastMessages;
  private long lastNanos = System.nanoTime();
  private double rate;

  public SpeedMonitor(StatusFile file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "speed-status");
    thread.setDaemon(true);
    return thread;
  }

  public void start() {
    writer.scheduleAtFixedRate(this::write, 0, 1, TimeUnit.SECONDS);
  }

  public synchronized void becomes(String newState, String newMessage) {
    state = newState;
    message = newMessage;
  }

  public synchronized void count(BatchSummary batch) {
    meters = meters.plus(batch);
  }

  public synchronized void countStations(BatchSummary batch) {
    stations = stations.plus(batch);
  }

  /** Takes committed offsets, by topic and partition. */
  public synchronized void committed(Map<String, Long> committed) {
    offsets.putAll(committed);
  }

  @Override
  public void onQueryStarted(QueryStartedEvent event) {
    becomes("running", "");
  }

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

  private synchronized LayerStatus status() {
    long messages = meters.counts().total().messages() + stations.counts().total().messages();
    long now = System.nanoTime();
    double seconds = (now - lastNanos) / 1e9;
    if (seconds >= 0.5) {
      // Smoothed, because a micro-batch counts all its messages at its end.
      rate += 0.3 * ((messages - lastMessages) / seconds - rate);
      lastMessages = messages;
      lastNanos = now;
    }
    Map<String, Double> figures = new HashMap<>();
    figures(figures, "", BatchSummary.nothing().plus(meters).plus(stations));
    figures(figures, "stations.", stations);
    figures.put("messagesPerSecond", rate < 0.05 ? 0 : Math.round(rate * 10) / 10.0);
    Optional<String> waiting = Backoff.waitingFor();
    boolean waits = waiting.isPresent() && (state.equals("starting") || state.equals("running"));
    return LayerStatus.of(
        BatchIdentity.LAYER,
        waits ? "waiting" : state,
        waits ? waiting.get() : message,
        clock.instant(),
        figures,
        offsets);
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

  public void write() {
    try {
      file.write(status());
    } catch (IOException | RuntimeException problem) {
      LOG.warn("the status file cannot be written: {}", problem.toString());
    }
  }

  @Override
  public void close() {
    writer.shutdownNow();
    write();
  }
}
