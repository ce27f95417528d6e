package io.watershed.speed.sink;

import io.watershed.core.contract.index.PipelineHealthIndex;
import io.watershed.elasticsearch.Bulk;
import io.watershed.elasticsearch.BulkIndexer;
import io.watershed.elasticsearch.JsonLines;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** What became of the messages of a topic's micro-batches, to {@link PipelineHealthIndex}. */
final class HealthWriter {

  private final SinkSettings settings;
  private final String topic;

  HealthWriter(SinkSettings settings, String topic) {
    this.settings = settings;
    this.topic = topic;
  }

  /** Writes a batch; nothing for one without messages. */
  void write(BatchSummary summary, BatchIdentity batch) throws IOException, InterruptedException {
    if (summary.counts().isEmpty()) {
      return;
    }
    KafkaTeller teller = new KafkaTeller(settings);
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
              JsonLines json =
                  bulk.begin(PipelineHealthIndex.INDEX.name(), batch.healthId(hourMillis));
              // Documents belong to the batch, not to an hour; its newest hour tells of them.
              BatchFigures figuresOfHour =
                  epochHour == newest ? summary.figures() : BatchFigures.NONE;
              CommonDocuments.health(json, batch, topic, hourMillis, counts, figuresOfHour, now);
              bulk.end();
            });
    indexer.finish();
    teller.finish();
  }
}
