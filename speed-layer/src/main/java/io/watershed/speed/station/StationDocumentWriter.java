package io.watershed.speed.station;

import io.watershed.core.alert.Episode;
import io.watershed.core.station.Station;
import io.watershed.core.station.StationWindow;
import io.watershed.elasticsearch.BulkIndexer;
import io.watershed.elasticsearch.JsonLines;
import io.watershed.elasticsearch.Refusal;
import io.watershed.speed.SpeedSettings;
import io.watershed.speed.sink.ArrivalCounts;
import io.watershed.speed.sink.BatchFigures;
import io.watershed.speed.sink.BatchSummary;
import io.watershed.speed.sink.IndexNames;
import io.watershed.speed.sink.KafkaTeller;
import io.watershed.speed.watch.ObservedStation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;

/**
 * The end of a micro-batch of stations in a task: results to documents in Elasticsearch, alerts
 * also to Kafka. Returns one encoded {@link StationBatch} when both hold everything.
 */
final class StationDocumentWriter implements MapPartitionsFunction<byte[], byte[]> {
  private static final long serialVersionUID = 1;

  private final StationSettings settings;

  StationDocumentWriter(StationSettings settings) {
    this.settings = settings;
  }

  @Override
  public Iterator<byte[]> call(Iterator<byte[]> results) throws IOException, InterruptedException {
    Run run = new Run(settings, System.currentTimeMillis());
    while (results.hasNext()) {
      run.take(StationResult.decode(results.next()));
    }
    return List.of(run.finish().encode()).iterator();
  }

  private static final class Run {
    private final ArrivalCounts counts = new ArrivalCounts();
    private final List<ObservedStation> observed = new ArrayList<>();
    private final IndexNames indices = IndexNames.ofStations();
    private final long windowLengthMillis;
    private final long nowMillis;
    private final KafkaTeller teller;
    private final BulkIndexer indexer;
    private final StationAlertWriter alertWriter;
    private long windows;
    private long alerts;
    private long refusedWindows;
    private long refusedAlerts;
    private long refusedOthers;

    Run(StationSettings settings, long nowMillis) {
      SpeedSettings layer = settings.layer();
      this.windowLengthMillis = settings.rules().shape().lengthMillis();
      this.nowMillis = nowMillis;
      this.teller = new KafkaTeller(layer.kafka());
      this.indexer = new BulkIndexer(layer.elasticsearch(), layer.bulkBytes(), this::refuse);
      this.alertWriter = new StationAlertWriter(indexer, teller, nowMillis);
    }

    private void refuse(Refusal refusal) {
      teller.deadLetter(refusal);
      if (IndexNames.isAlerts(refusal.index())) {
        refusedAlerts++;
      } else if (refusal.index().equals(IndexNames.STATION_LATEST)) {
        refusedOthers++;
      } else {
        refusedWindows++;
      }
    }

    void take(StationResult result) throws IOException, InterruptedException {
      counts.add(result.counts());
      if (result.change().isPresent()) {
        write(result.change().get());
      }
    }

    private void write(StationResult.Change change) throws IOException, InterruptedException {
      Station station = change.profile().station();
      observed.add(
          new ObservedStation(
              change.profile(), change.latest().eventMillis(), change.resumedMillis()));
      for (StationWindow window : change.windows()) {
        long start = window.statistics().startMillis();
        JsonLines json =
            indexer
                .bulk()
                .begin(indices.windows(start), station.id(), window.element().wireName(), start);
        StationDocuments.window(json, station, window, windowLengthMillis, nowMillis);
        indexer.added();
        windows++;
      }
      JsonLines json = indexer.bulk().begin(IndexNames.STATION_LATEST, station.id());
      StationDocuments.latest(json, change.profile(), change.latest(), nowMillis);
      indexer.added();
      for (Episode episode : change.episodes()) {
        alertWriter.write(station, episode);
        alerts++;
      }
    }

    StationBatch finish() throws IOException, InterruptedException {
      indexer.finish();
      teller.finish();
      BatchFigures figures =
          new BatchFigures(
              windows - refusedWindows,
              alerts - refusedAlerts,
              refusedWindows + refusedAlerts + refusedOthers);
      return new StationBatch(new BatchSummary(counts, figures), observed);
    }
  }
}
