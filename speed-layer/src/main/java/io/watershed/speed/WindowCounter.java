package io.watershed.speed;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;

/** A sink that counts what it is given: the layer without Elasticsearch, for measurements. */
final class WindowCounter implements BatchSink {

  private BatchSummary sum = BatchSummary.nothing();

  @Override
  public void write(Dataset<byte[]> results, BatchIdentity batch) {
    MapPartitionsFunction<byte[], byte[]> count = WindowCounter::count;
    sum =
        results.mapPartitions(count, Encoders.BINARY()).collectAsList().stream()
            .map(BatchSummary::decode)
            .reduce(sum, BatchSummary::plus);
  }

  private static Iterator<byte[]> count(Iterator<byte[]> results) {
    ArrivalCounts counts = new ArrivalCounts();
    long windows = 0;
    long alerts = 0;
    while (results.hasNext()) {
      MeterResult result = MeterResult.decode(results.next());
      counts.add(result.counts());
      windows += result.windowCount();
      alerts += result.episodes().size();
    }
    return List.of(new BatchSummary(counts, new BatchFigures(windows, alerts, 0)).encode())
        .iterator();
  }

  BatchSummary sum() {
    return sum;
  }
}
