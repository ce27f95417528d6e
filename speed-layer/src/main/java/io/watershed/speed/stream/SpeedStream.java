package io.watershed.speed.stream;

import io.watershed.speed.sink.BatchFollower;
import io.watershed.speed.sink.BatchSummary;
import io.watershed.speed.sink.ChangeDocuments;
import io.watershed.speed.sink.DeviceChange;
import io.watershed.speed.sink.ElasticsearchSink;
import io.watershed.speed.sink.SinkSettings;
import java.util.function.Consumer;

/**
 * One of the streams of this layer: a topic, what the messages of its kind of device become, and
 * where that goes. Each has a checkpoint of its own, since Spark does not let a checkpoint's stream
 * take on another topic.
 *
 * @param name of the query, which tells it from the others
 * @param settings the topic, the checkpoint, and how fast it is read
 * @param packer makes packets of messages
 * @param updater takes the packets of a device to its state
 * @param documents what its changes become in Elasticsearch
 * @param follower what the driver does beside them
 * @param <C> what a micro-batch changes for one device
 */
public record SpeedStream<C extends DeviceChange>(
    String name,
    StreamSettings settings,
    MessagePacker<?> packer,
    DeviceUpdater<C> updater,
    ChangeDocuments<C> documents,
    BatchFollower follower) {

  /**
   * The sink that writes its documents.
   *
   * @param figures is told of each batch that was written
   */
  public ElasticsearchSink<C> sink(SinkSettings where, Consumer<BatchSummary> figures) {
    return new ElasticsearchSink<>(where, settings.topic(), documents, follower, figures);
  }
}
