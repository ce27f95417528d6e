package io.watershed.speed;

import io.watershed.speed.sink.ArrivalCounts;
import io.watershed.speed.sink.BatchFigures;
import io.watershed.speed.sink.BatchIdentity;
import io.watershed.speed.sink.BatchSink;
import io.watershed.speed.sink.BatchSummary;
import io.watershed.speed.sink.ChangeDocuments;
import io.watershed.speed.sink.DeviceChange;
import io.watershed.speed.sink.DeviceResult;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;

/** A sink that counts what it is given: the layer without Elasticsearch, for measurements. */
final class WindowCounter<C extends DeviceChange> implements BatchSink {

  private final ChangeDocuments<C> kind;
  private BatchSummary sum = BatchSummary.nothing();

  WindowCounter(ChangeDocuments<C> kind) {
    this.kind = kind;
  }

  @Override
  public void write(Dataset<byte[]> results, BatchIdentity batch) {
    ChangeDocuments<C> ofTasks = kind;
    MapPartitionsFunction<byte[], byte[]> count = ofTask -> count(ofTask, ofTasks);
    sum =
        results.mapPartitions(count, Encoders.BINARY()).collectAsList().stream()
            .map(BatchSummary::decode)
            .reduce(sum, BatchSummary::plus);
  }

  private static <C extends DeviceChange> Iterator<byte[]> count(
      Iterator<byte[]> results, ChangeDocuments<C> kind) {
    ArrivalCounts counts = new ArrivalCounts();
    long windows = 0;
    long alerts = 0;
    while (results.hasNext()) {
      DeviceResult<C> result = DeviceResult.decode(results.next(), kind::read);
      counts.add(result.counts());
      if (result.change().isPresent()) {
        windows += result.change().get().windowCount();
        alerts += result.change().get().episodes().size();
      }
    }
    return List.of(new BatchSummary(counts, new BatchFigures(windows, alerts, 0)).encode())
        .iterator();
  }

  BatchSummary sum() {
    return sum;
  }
}
