package io.watershed.serving.views;

import io.watershed.core.contract.Indices;
import io.watershed.elasticsearch.BulkIndexer;
import io.watershed.elasticsearch.ElasticsearchAddress;
import io.watershed.elasticsearch.IndexTemplates;
import io.watershed.elasticsearch.JsonLines;
import java.io.IOException;

/** Writes the documents of copies to Elasticsearch, one copy at a time. One thread only. */
final class CopyWriter {

  private static final int BULK_BYTES = 4_000_000;

  private final ElasticsearchAddress address;
  private final Refusals refusals = new Refusals();
  private BulkIndexer indexer;

  CopyWriter(ElasticsearchAddress address) {
    this.address = address;
  }

  /** Begins a copy; what an attempt that failed had gathered is not sent by the next one. */
  void start() throws IOException, InterruptedException {
    IndexTemplates.install(address, Indices.OF_SERVING);
    indexer = new BulkIndexer(address, BULK_BYTES, refusals::add);
    refusals.forget();
  }

  /** Begins a document, which {@link #added} ends. */
  JsonLines begin(String index, String id) {
    return indexer.bulk().begin(index, id);
  }

  /** Ends the document that was begun last. */
  void added() throws IOException, InterruptedException {
    indexer.added();
  }

  /**
   * Waits until everything is written.
   *
   * @throws IOException if Elasticsearch refuses a document or a request
   */
  void finish() throws IOException, InterruptedException {
    indexer.finish();
    refusals.requireNone();
  }
}
