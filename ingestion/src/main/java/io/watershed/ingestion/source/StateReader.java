package io.watershed.ingestion.source;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed of the topic of progress, from its beginning to its end. */
final class StateReader {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration POLL = Duration.ofMillis(500);

  private StateReader() {}

  /**
   * The progress of all keys that begin so.
   *
   * @throws TimeoutException if other sources hold their transactions open for minutes
   */
  static SortedMap<String, String> read(SourceTopics topics, String prefix) {
    SortedMap<String, String> progress = new TreeMap<>();
    try (KafkaConsumer<byte[], byte[]> committed = consumer(topics, "read_committed");
        KafkaConsumer<byte[], byte[]> all = consumer(topics, "read_uncommitted")) {
      List<TopicPartition> partitions =
          committed.partitionsFor(topics.state()).stream()
              .map(part -> new TopicPartition(part.topic(), part.partition()))
              .toList();
      // The end of what is committed would hide what this source committed after another one began
      // a transaction that is open still. So the end is the log's own, and it is waited for.
      Map<TopicPartition, Long> ends = all.endOffsets(partitions);
      committed.assign(partitions);
      committed.seekToBeginning(partitions);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!reached(committed, ends)) {
        if (System.nanoTime() > deadline) {
          throw new TimeoutException(
              "topic " + topics.state() + " was not read to its end within " + PATIENCE);
        }
        for (ConsumerRecord<byte[], byte[]> record : committed.poll(POLL)) {
          take(record, prefix, progress);
        }
      }
    }
    return progress;
  }

  private static void take(
      ConsumerRecord<byte[], byte[]> record, String prefix, Map<String, String> progress) {
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (!key.startsWith(prefix)) {
      return;
    }
    if (record.value() == null) {
      progress.remove(key);
    } else {
      progress.put(key, new String(record.value(), StandardCharsets.UTF_8));
    }
  }

  private static boolean reached(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static KafkaConsumer<byte[], byte[]> consumer(SourceTopics topics, String isolation) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            topics.bootstrapServers(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            isolation,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            45_000),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
