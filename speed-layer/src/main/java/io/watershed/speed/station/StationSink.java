package io.watershed.speed.station;

import io.watershed.core.station.StationAlertRules;
import io.watershed.elasticsearch.BulkIndexer;
import io.watershed.elasticsearch.Refusal;
import io.watershed.speed.SpeedSettings;
import io.watershed.speed.sink.BatchFigures;
import io.watershed.speed.sink.BatchIdentity;
import io.watershed.speed.sink.BatchSink;
import io.watershed.speed.sink.BatchSummary;
import io.watershed.speed.sink.HealthWriter;
import io.watershed.speed.sink.KafkaTeller;
import io.watershed.speed.watch.KnownStations;
import io.watershed.speed.watch.SilenceWatch;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;

/**
 * Windows, newest values and alerts of stations to Elasticsearch from the tasks, and then, from the
 * driver, who has fallen silent and what became of the batch's messages.
 */
public final class StationSink implements BatchSink {

  private final StationSettings settings;
  private final Consumer<BatchSummary> figures;
  private final HealthWriter health;
  private final SilenceWatch silences;
  private boolean knowsStations;

  /**
   * A sink of stations.
   *
   * @param figures is told of each batch that was written
   */
  public StationSink(StationSettings settings, Consumer<BatchSummary> figures) {
    this.settings = settings;
    this.figures = figures;
    this.health = new HealthWriter(settings.layer(), settings.topic());
    this.silences = new SilenceWatch(new StationAlertRules(settings.rules().limits()));
  }

  @Override
  public void write(Dataset<byte[]> results, BatchIdentity batch)
      throws IOException, InterruptedException {
    if (!knowsStations) {
      silences.know(KnownStations.in(settings.layer().elasticsearch()));
      knowsStations = true;
    }
    StationBatch done =
        results
            .mapPartitions(new StationDocumentWriter(settings), Encoders.BINARY())
            .collectAsList()
            .stream()
            .map(StationBatch::decode)
            .reduce(StationBatch.nothing(), StationBatch::plus);
    BatchSummary summary =
        new BatchSummary(
            done.summary().counts(),
            done.summary().figures().plus(writeSilences(silences.take(done.observed()))));
    health.write(summary, batch);
    figures.accept(summary);
  }

  private BatchFigures writeSilences(List<SilenceWatch.Silence> found)
      throws IOException, InterruptedException {
    if (found.isEmpty()) {
      return BatchFigures.NONE;
    }
    SpeedSettings layer = settings.layer();
    Refused refused = new Refused(new KafkaTeller(layer.kafka()));
    BulkIndexer indexer = new BulkIndexer(layer.elasticsearch(), layer.bulkBytes(), refused);
    StationAlertWriter writer =
        new StationAlertWriter(indexer, refused.teller, System.currentTimeMillis());
    for (SilenceWatch.Silence silence : found) {
      writer.write(silence.station(), silence.episode());
    }
    indexer.finish();
    refused.teller.finish();
    return new BatchFigures(0, found.size() - refused.count, refused.count);
  }

  /** Counts and tells what Elasticsearch does not take. */
  private static final class Refused implements Consumer<Refusal> {
    private final KafkaTeller teller;
    private long count;

    Refused(KafkaTeller teller) {
      this.teller = teller;
    }

    @Override
    public void accept(Refusal refusal) {
      teller.deadLetter(refusal);
      count++;
    }
  }
}
