package io.watershed.speed.sink;

import io.watershed.core.alert.Episode;
import io.watershed.core.contract.Index;
import io.watershed.core.contract.index.AlertsIndex;
import io.watershed.elasticsearch.BulkIndexer;
import io.watershed.elasticsearch.JsonLines;
import io.watershed.elasticsearch.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What one task of a micro-batch writes: documents to Elasticsearch, alerts also to Kafka. The ids
 * of documents are such that a task which runs again replaces what it wrote. Not safe for several
 * threads.
 */
public final class TaskDocuments {

  private final Index windowsFamily;
  private final MonthlyIndex windowsOf;
  private final MonthlyIndex alertsOf = new MonthlyIndex(AlertsIndex.INDEX);
  private final KafkaTeller teller;
  private final BulkIndexer indexer;
  private final long nowMillis = System.currentTimeMillis();
  private final List<byte[]> notes = new ArrayList<>();
  private long windows;
  private long alerts;
  private long refusedWindows;
  private long refusedAlerts;
  private long refusedOthers;

  /**
   * Documents of a kind of device.
   *
   * @param windows the indices of its windows
   */
  public TaskDocuments(SinkSettings settings, Index windows) {
    this.windowsFamily = windows;
    this.windowsOf = new MonthlyIndex(windows);
    this.teller = new KafkaTeller(settings);
    this.indexer = new BulkIndexer(settings.elasticsearch(), settings.bulkBytes(), this::refuse);
  }

  private void refuse(Refusal refusal) {
    teller.deadLetter(refusal);
    if (AlertsIndex.INDEX.holds(refusal.index())) {
      refusedAlerts++;
    } else if (windowsFamily.holds(refusal.index())) {
      refusedWindows++;
    } else {
      refusedOthers++;
    }
  }

  /** When the documents are written, milliseconds since the epoch; the same for all. */
  public long nowMillis() {
    return nowMillis;
  }

  /**
   * Begins the document of a window, which {@link #endWindow} ends.
   *
   * @param quantity what the window is of, by its name
   */
  public JsonLines beginWindow(String deviceId, String quantity, long startMillis) {
    return indexer.bulk().begin(windowsOf.at(startMillis), deviceId, quantity, startMillis);
  }

  /** Ends the document of a window. */
  public void endWindow() throws IOException, InterruptedException {
    indexer.added();
    windows++;
  }

  /** Begins a document of an index that has one for each id; {@link #end} ends it. */
  public JsonLines begin(Index index, String id) {
    return indexer.bulk().begin(index.name(), id);
  }

  /** Ends a document that is neither a window nor an alert. */
  public void end() throws IOException, InterruptedException {
    indexer.added();
  }

  /**
   * Writes an alert, and tells Kafka of it.
   *
   * @param document writes the JSON object
   */
  public void alert(String deviceId, Episode episode, Consumer<JsonLines> document)
      throws IOException, InterruptedException {
    JsonLines json =
        indexer
            .bulk()
            .begin(
                alertsOf.at(episode.startMillis()),
                episode.type().name(),
                deviceId,
                episode.startMillis());
    int start = json.size();
    document.accept(json);
    teller.alert(deviceId, json.copy(start, json.size()));
    indexer.added();
    alerts++;
  }

  /** Leaves a note for the {@link BatchFollower}, which is told when every task is done. */
  public void note(byte[] note) {
    notes.add(note);
  }

  List<byte[]> notes() {
    return notes;
  }

  /** Returns when Elasticsearch and Kafka hold everything, and says how much that was. */
  public BatchFigures finish() throws IOException, InterruptedException {
    indexer.finish();
    teller.finish();
    return new BatchFigures(
        windows - refusedWindows,
        alerts - refusedAlerts,
        refusedWindows + refusedAlerts + refusedOthers);
  }
}
