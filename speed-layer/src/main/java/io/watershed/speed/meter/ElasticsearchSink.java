package io.watershed.speed.meter;

import io.watershed.speed.SpeedSettings;
import io.watershed.speed.sink.BatchIdentity;
import io.watershed.speed.sink.BatchSink;
import io.watershed.speed.sink.BatchSummary;
import io.watershed.speed.sink.HealthWriter;
import io.watershed.speed.sink.IndexNames;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;

/**
 * Windows and alerts to Elasticsearch from the tasks, and then, from the driver, what became of the
 * batch's messages to {@link IndexNames#HEALTH}.
 */
public final class ElasticsearchSink implements BatchSink {

  private final SpeedSettings settings;
  private final Consumer<BatchSummary> figures;
  private final HealthWriter health;

  /**
   * A sink of meters.
   *
   * @param figures is told of each batch that was written
   */
  public ElasticsearchSink(SpeedSettings settings, Consumer<BatchSummary> figures) {
    this.settings = settings;
    this.figures = figures;
    this.health = new HealthWriter(settings, settings.kafka().readings());
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
    health.write(summary, batch);
    figures.accept(summary);
  }
}
