package io.watershed.speed;

import io.watershed.speed.meter.MeterResult;
import io.watershed.speed.sink.ArrivalCounts;
import io.watershed.speed.sink.BatchFigures;
import io.watershed.speed.sink.BatchIdentity;
import io.watershed.speed.sink.BatchSink;
import io.watershed.speed.sink.BatchSummary;
import io.watershed.speed.station.StationResult;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;

/** A sink that counts what it is given: the layer without Elasticsearch, for measurements. */
final class WindowCounter implements BatchSink {

  private final MapPartitionsFunction<byte[], byte[]> count;
  private BatchSummary sum = BatchSummary.nothing();

  private WindowCounter(MapPartitionsFunction<byte[], byte[]> count) {
    this.count = count;
  }

  static WindowCounter ofMeters() {
    return new WindowCounter(WindowCounter::countMeters);
  }

  static WindowCounter ofStations() {
    return new WindowCounter(WindowCounter::countStations);
  }

  @Override
  public void write(Dataset<byte[]> results, BatchIdentity batch) {
    sum =
        results.mapPartitions(count, Encoders.BINARY()).collectAsList().stream()
            .map(BatchSummary::decode)
            .reduce(sum, BatchSummary::plus);
  }

  private static Iterator<byte[]> countMeters(Iterator<byte[]> results) {
    ArrivalCounts counts = new ArrivalCounts();
    long windows = 0;
    long alerts = 0;
    while (results.hasNext()) {
      MeterResult result = MeterResult.decode(results.next());
      counts.add(result.counts());
      windows += result.windowCount();
      alerts += result.episodes().size();
    }
    return summary(counts, windows, alerts);
  }

  private static Iterator<byte[]> countStations(Iterator<byte[]> results) {
    ArrivalCounts counts = new ArrivalCounts();
    long windows = 0;
    long alerts = 0;
    while (results.hasNext()) {
      StationResult result = StationResult.decode(results.next());
      counts.add(result.counts());
      if (result.change().isPresent()) {
        windows += result.change().get().windows().size();
        alerts += result.change().get().episodes().size();
      }
    }
    return summary(counts, windows, alerts);
  }

  private static Iterator<byte[]> summary(ArrivalCounts counts, long windows, long alerts) {
    return List.of(new BatchSummary(counts, new BatchFigures(windows, alerts, 0)).encode())
        .iterator();
  }

  BatchSummary sum() {
    return sum;
  }
}
