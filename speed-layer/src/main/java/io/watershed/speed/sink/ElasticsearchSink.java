package io.watershed.speed.sink;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;

/**
 * Documents of a kind of device to Elasticsearch from the tasks, and then, from the driver, what
 * its follower finds and what became of the batch's messages.
 */
public final class ElasticsearchSink<C extends DeviceChange> implements BatchSink {

  private final SinkSettings settings;
  private final ChangeDocuments<C> kind;
  private final BatchFollower follower;
  private final HealthWriter health;
  private final Consumer<BatchSummary> figures;

  /**
   * A sink.
   *
   * @param topic of the messages
   * @param figures is told of each batch that was written
   */
  public ElasticsearchSink(
      SinkSettings settings,
      String topic,
      ChangeDocuments<C> kind,
      BatchFollower follower,
      Consumer<BatchSummary> figures) {
    this.settings = settings;
    this.kind = kind;
    this.follower = follower;
    this.health = new HealthWriter(settings, topic);
    this.figures = figures;
  }

  @Override
  public void write(Dataset<byte[]> results, BatchIdentity batch)
      throws IOException, InterruptedException {
    follower.before();
    TaskReport done =
        results
            .mapPartitions(new DocumentWriter<>(settings, kind), Encoders.BINARY())
            .collectAsList()
            .stream()
            .map(TaskReport::decode)
            .reduce(TaskReport.nothing(), TaskReport::plus);
    BatchSummary summary =
        new BatchSummary(
            done.summary().counts(), done.summary().figures().plus(follower.after(done.notes())));
    health.write(summary, batch);
    figures.accept(summary);
  }
}
