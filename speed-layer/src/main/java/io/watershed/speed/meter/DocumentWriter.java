package io.watershed.speed.meter;

import io.watershed.core.alert.Episode;
import io.watershed.core.reading.Measurement;
import io.watershed.core.window.WindowStatistics;
import io.watershed.elasticsearch.Bulk;
import io.watershed.elasticsearch.BulkIndexer;
import io.watershed.elasticsearch.JsonLines;
import io.watershed.elasticsearch.Refusal;
import io.watershed.speed.SpeedSettings;
import io.watershed.speed.sink.ArrivalCounts;
import io.watershed.speed.sink.BatchFigures;
import io.watershed.speed.sink.BatchSummary;
import io.watershed.speed.sink.IndexNames;
import io.watershed.speed.sink.KafkaTeller;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;

/**
 * The end of a micro-batch in a task: results of meters to documents in Elasticsearch, alerts also
 * to Kafka. Returns one encoded {@link BatchSummary} when both hold everything.
 */
final class DocumentWriter implements MapPartitionsFunction<byte[], byte[]> {
  private static final long serialVersionUID = 1;

  private final SpeedSettings settings;

  DocumentWriter(SpeedSettings settings) {
    this.settings = settings;
  }

  @Override
  public Iterator<byte[]> call(Iterator<byte[]> results) throws IOException, InterruptedException {
    Run run = new Run(settings, System.currentTimeMillis());
    while (results.hasNext()) {
      run.take(MeterResult.decode(results.next()));
    }
    return List.of(run.finish().encode()).iterator();
  }

  private static final class Run {
    private final ArrivalCounts counts = new ArrivalCounts();
    private final IndexNames indices = IndexNames.ofMeters();
    private final long windowLengthMillis;
    private final long nowMillis;
    private final KafkaTeller teller;
    private final BulkIndexer indexer;
    private long windows;
    private long alerts;
    private long refusedWindows;
    private long refusedAlerts;

    Run(SpeedSettings settings, long nowMillis) {
      this.windowLengthMillis = settings.rules().shape().lengthMillis();
      this.nowMillis = nowMillis;
      this.teller = new KafkaTeller(settings.kafka());
      this.indexer = new BulkIndexer(settings.elasticsearch(), settings.bulkBytes(), this::refuse);
    }

    private void refuse(Refusal refusal) {
      teller.deadLetter(refusal);
      if (IndexNames.isAlerts(refusal.index())) {
        refusedAlerts++;
      } else {
        refusedWindows++;
      }
    }

    void take(MeterResult result) throws IOException, InterruptedException {
      counts.add(result.counts());
      for (Map.Entry<Measurement, List<WindowStatistics>> changed : result.windows().entrySet()) {
        for (WindowStatistics window : changed.getValue()) {
          writeWindow(result, changed.getKey(), window);
        }
      }
      for (Episode episode : result.episodes()) {
        writeAlert(result, episode);
      }
    }

    private void writeWindow(MeterResult result, Measurement measurement, WindowStatistics window)
        throws IOException, InterruptedException {
      JsonLines json =
          indexer
              .bulk()
              .begin(
                  indices.windows(window.startMillis()),
                  result.meterId(),
                  measurement.canonicalName(),
                  window.startMillis());
      MeterDocuments.window(json, result, measurement, window, windowLengthMillis, nowMillis);
      indexer.added();
      windows++;
    }

    private void writeAlert(MeterResult result, Episode episode)
        throws IOException, InterruptedException {
      Bulk bulk = indexer.bulk();
      JsonLines json =
          bulk.begin(
              IndexNames.alerts(episode.startMillis()),
              episode.type().name(),
              result.meterId(),
              episode.startMillis());
      int start = json.size();
      MeterDocuments.alert(json, result, episode, nowMillis);
      teller.alert(result.meterId(), json.copy(start, json.size()));
      indexer.added();
      alerts++;
    }

    BatchSummary finish() throws IOException, InterruptedException {
      indexer.finish();
      teller.finish();
      return new BatchSummary(
          counts,
          new BatchFigures(
              windows - refusedWindows, alerts - refusedAlerts, refusedWindows + refusedAlerts));
    }
  }
}
