package io.watershed.serving.query;

import io.watershed.core.contract.Topic;
import io.watershed.core.settings.Settings;
import io.watershed.core.status.LayerStatus;
import io.watershed.core.status.RunFolder;
import io.watershed.serving.answer.LagAnswer;
import java.time.Duration;
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
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many messages the streaming layers have still to take: Kafka's ends less what the layers'
 * status files say they have processed. Unknown where there are no such files, as on a cluster. A
 * thread of its own asks Kafka, so that nobody waits while Kafka is away.
 */
public final class KafkaLag implements AutoCloseable {

  /** So many messages are seconds of work; more is worth saying. */
  static final long MUCH = 50_000;

  private static final Logger LOG = LoggerFactory.getLogger(KafkaLag.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final RunFolder run;
  private final List<String> topics;
  private final String servers;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::follow, "kafka-lag");
  private volatile Optional<Map<TopicPartition, Long>> ends = Optional.empty();

  /** Lags of the pipeline whose data folder the settings name; Kafka is asked from now on. */
  public KafkaLag(Settings settings) {
    this.run = RunFolder.from(settings);
    this.topics =
        List.of(Topic.METER_READINGS.name(settings), Topic.STATION_OBSERVATIONS.name(settings));
    this.servers = settings.string("kafka.bootstrap-servers");
    thread.setDaemon(true);
    thread.start();
  }

  private void follow() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                servers,
                "reconnect.backoff.max.ms",
                "5000",
                "allow.auto.create.topics",
                "false",
                "default.api.timeout.ms",
                Long.toString(PATIENCE.toMillis())),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        ends = ends(consumer);
      }
    } catch (InterruptedException | InterruptException stopped) {
      LOG.debug("no longer asking Kafka for its ends");
    }
  }

  private Optional<Map<TopicPartition, Long>> ends(KafkaConsumer<byte[], byte[]> consumer) {
    try {
      List<TopicPartition> partitions = new ArrayList<>();
      for (String topic : topics) {
        for (PartitionInfo partition : consumer.partitionsFor(topic)) {
          partitions.add(new TopicPartition(topic, partition.partition()));
        }
      }
      return Optional.of(consumer.endOffsets(partitions));
    } catch (InterruptException stopped) {
      throw stopped;
    } catch (KafkaException away) {
      return Optional.empty();
    }
  }

  /** The messages that a layer has still to take, {@code speed} or {@code ingestion}. */
  LagAnswer of(String layer) {
    Optional<Map<TopicPartition, Long>> known = ends;
    Optional<LayerStatus> status = run.layer(layer);
    if (known.isEmpty() || status.isEmpty()) {
      return LagAnswer.UNKNOWN;
    }
    Map<String, Long> offsets = status.get().offsets();
    long messages =
        known.get().entrySet().stream()
            .mapToLong(
                end ->
                    Math.max(0, end.getValue() - offsets.getOrDefault(end.getKey().toString(), 0L)))
            .sum();
    return new LagAnswer(messages, status.get().state().wireName(), status.get().message());
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }
}
