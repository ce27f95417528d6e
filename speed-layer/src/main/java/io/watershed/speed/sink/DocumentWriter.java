package io.watershed.speed.sink;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;

/**
 * The end of a micro-batch in a task: encoded {@link DeviceResult}s to documents. Returns one
 * encoded {@link TaskReport} when Elasticsearch and Kafka hold everything.
 */
final class DocumentWriter<C extends DeviceChange>
    implements MapPartitionsFunction<byte[], byte[]> {
  private static final long serialVersionUID = 1;

  private final SinkSettings settings;
  private final ChangeDocuments<C> kind;

  DocumentWriter(SinkSettings settings, ChangeDocuments<C> kind) {
    this.settings = settings;
    this.kind = kind;
  }

  @Override
  public Iterator<byte[]> call(Iterator<byte[]> results) throws IOException, InterruptedException {
    ArrivalCounts counts = new ArrivalCounts();
    TaskDocuments documents = new TaskDocuments(settings, kind.windows());
    while (results.hasNext()) {
      DeviceResult<C> result = DeviceResult.decode(results.next(), kind::read);
      counts.add(result.counts());
      if (result.change().isPresent()) {
        kind.write(result.change().get(), documents);
      }
    }
    BatchSummary summary = new BatchSummary(counts, documents.finish());
    return List.of(new TaskReport(summary, documents.notes()).encode()).iterator();
  }
}
