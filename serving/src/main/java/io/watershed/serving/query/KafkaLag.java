package io.watershed.serving.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.settings.Settings;
import io.watershed.core.status.LayerStatus;
import io.watershed.core.status.StatusFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How many messages the streaming layers have still to take: Kafka's ends less what the layers'
 * status files say they have processed. Unknown where there are no such files, as on a cluster. A
 * thread of its own asks Kafka, so that nobody waits for one that is away.
 */
public final class KafkaLag implements AutoCloseable {

  /** So many messages are seconds of work; more is worth saying. */
  static final long MUCH = 50_000;

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration PERIOD = Duration.ofSeconds(2);

  private final Path run;
  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "kafka-lag");
  private volatile Optional<Map<TopicPartition, Long>> newestEnds = Optional.empty();

  /** Lags of the pipeline whose data folder the settings name. */
  public KafkaLag(Settings settings) {
    this.run = settings.path("data-dir").resolve("run");
    this.topic = settings.string("kafka.topics.meter-readings");
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                settings.string("kafka.bootstrap-servers"),
                "reconnect.backoff.max.ms",
                "5000",
                "allow.auto.create.topics",
                "false",
                "default.api.timeout.ms",
                Long.toString(PATIENCE.toMillis())),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try (consumer) {
      do {
        newestEnds = ends();
      } while (!closed.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** The messages that each layer has still to take; null where that is not known. */
  ObjectNode json() {
    Optional<Map<TopicPartition, Long>> ends = newestEnds;
    ObjectNode lags = Queries.object();
    for (String layer : List.of("speed", "ingestion")) {
      ObjectNode lag = lags.putObject(layer);
      Optional<LayerStatus> status = status(layer);
      if (ends.isEmpty() || status.isEmpty()) {
        lag.putNull("messages").putNull("seconds");
        continue;
      }
      Map<String, Long> offsets = status.get().offsets();
      long messages =
          ends.get().entrySet().stream()
              .mapToLong(
                  end ->
                      Math.max(
                          0, end.getValue() - offsets.getOrDefault(end.getKey().toString(), 0L)))
              .sum();
      lag.put("messages", messages)
          .put("state", status.get().state())
          .put("message", status.get().message())
          .put(
              "seconds",
              Duration.between(Instant.parse(status.get().updatedAt()), Instant.now()).toSeconds());
    }
    return lags;
  }

  private Optional<LayerStatus> status(String layer) {
    try {
      return StatusFile.at(run.resolve(layer + ".status.json")).read();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private Optional<Map<TopicPartition, Long>> ends() {
    try {
      List<TopicPartition> partitions = new ArrayList<>();
      for (PartitionInfo partition : consumer.partitionsFor(topic)) {
        partitions.add(new TopicPartition(topic, partition.partition()));
      }
      return Optional.of(consumer.endOffsets(partitions));
    } catch (KafkaException away) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    consumer.wakeup();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
