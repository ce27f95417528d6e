package io.watershed.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The raw messages as Kafka holds them, read by an ordinary consumer. */
final class RawTopic {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** One message that is JSON, with its place. */
  record Message(int partition, long offset, JsonNode body) {}

  private RawTopic() {}

  /** All messages that are JSON objects, in the order of their partitions and offsets. */
  static List<Message> read(String bootstrapServers, String topic) {
    Properties properties = new Properties();
    properties.putAll(Map.of("bootstrap.servers", bootstrapServers));
    List<Message> messages = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (partitions.stream().anyMatch(part -> consumer.position(part) < ends.get(part))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(5))) {
          body(record.value())
              .ifPresent(
                  body -> messages.add(new Message(record.partition(), record.offset(), body)));
        }
      }
    }
    return messages;
  }

  private static Optional<JsonNode> body(byte[] value) {
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(JSON.readTree(value)).filter(JsonNode::isObject);
    } catch (IOException corrupt) {
      return Optional.empty();
    }
  }
}
