package io.watershed.speed.meter;

import io.watershed.core.reading.Measurement;
import io.watershed.core.window.WindowStatistics;
import io.watershed.speed.sink.ArrivalCounts;
import io.watershed.speed.sink.BatchIdentity;
import io.watershed.speed.sink.BatchSink;
import io.watershed.speed.sink.DeviceResult;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;

/** Keeps what the sink of a query would index: the last state of each document, by its id. */
final class CollectingSink implements BatchSink {

  private final Map<String, WindowStatistics> windows = new TreeMap<>();
  private final Map<String, String> alerts = new TreeMap<>();
  private final Map<String, ArrivalCounts.Hour> health = new TreeMap<>();
  private int batches;

  @Override
  public synchronized void write(Dataset<byte[]> results, BatchIdentity batch) {
    batches++;
    ArrivalCounts counts = new ArrivalCounts();
    for (byte[] bytes : results.collectAsList()) {
      DeviceResult<MeterChange> result = DeviceResult.decode(bytes, MeterChange::read);
      counts.add(result.counts());
      result.change().ifPresent(this::keep);
    }
    counts.forEach((hour, epochHour) -> health.put(batch.batchId() + "|" + epochHour, hour));
  }

  private void keep(MeterChange change) {
    change.windows().forEach((measurement, windows) -> keep(change, measurement, windows));
    change
        .episodes()
        .forEach(
            episode ->
                alerts.put(
                    episode.type() + "|" + change.meterId() + "|" + episode.startMillis(),
                    episode.toString()));
  }

  private void keep(MeterChange change, Measurement measurement, List<WindowStatistics> changed) {
    for (WindowStatistics window : changed) {
      windows.put(
          change.meterId() + "|" + measurement.canonicalName() + "|" + window.startMillis(),
          window);
    }
  }

  synchronized Map<String, WindowStatistics> windows() {
    return new TreeMap<>(windows);
  }

  synchronized Map<String, String> alerts() {
    return new TreeMap<>(alerts);
  }

  synchronized int batches() {
    return batches;
  }

  /** Sums over all batches. */
  synchronized ArrivalCounts.Hour total() {
    ArrivalCounts sum = new ArrivalCounts();
    health.values().forEach(hour -> sum.hour(0).add(hour));
    return sum.total();
  }
}
