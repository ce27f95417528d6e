package io.watershed.speed;

import io.watershed.elasticsearch.Bulk;
import io.watershed.elasticsearch.BulkIndexer;
import io.watershed.elasticsearch.JsonLines;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;

/**
 * Windows and alerts to Elasticsearch from the tasks, and then, from the driver, what became of the
 * batch's messages to {@link IndexNames#HEALTH}.
 */
final class ElasticsearchSink implements BatchSink {

  private final SpeedSettings settings;
  private final Consumer<BatchSummary> figures;

  /**
   * A sink.
   *
   * @param figures is told of each batch that was written
   */
  ElasticsearchSink(SpeedSettings settings, Consumer<BatchSummary> figures) {
    this.settings = settings;
    this.figures = figures;
  }

  @Override
  public void write(Dataset<byte[]> results, BatchIdentity batch)
      throws IOException, InterruptedException {
    BatchSummary summary =
        results
            .mapPartitions(new DocumentWriter(settings), Encoders.BINARY())
            .collectAsList()
            .stream()
            .map(BatchSummary::decode)
            .reduce(BatchSummary.nothing(), BatchSummary::plus);
    if (!summary.counts().isEmpty()) {
      writeHealth(summary, batch);
    }
    figures.accept(summary);
  }

  private void writeHealth(BatchSummary summary, BatchIdentity batch)
      throws IOException, InterruptedException {
    KafkaTeller teller = new KafkaTeller(settings.kafka());
    BulkIndexer indexer =
        new BulkIndexer(settings.elasticsearch(), settings.bulkBytes(), teller::deadLetter);
    long now = System.currentTimeMillis();
    long newest = summary.counts().newestHour();
    summary
        .counts()
        .forEach(
            (counts, epochHour) -> {
              long hourMillis = TimeUnit.HOURS.toMillis(epochHour);
              Bulk bulk = indexer.bulk();
              JsonLines json = bulk.begin(IndexNames.HEALTH, batch.healthId(hourMillis));
              // Documents belong to the batch, not to an hour; its newest hour tells of them.
              BatchFigures figuresOfHour =
                  epochHour == newest ? summary.figures() : BatchFigures.NONE;
              Documents.health(json, batch, hourMillis, counts, figuresOfHour, now);
              bulk.end();
            });
    indexer.finish();
    teller.finish();
  }
}
