package io.watershed.speed.sink;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The process's one Kafka producer for an address: alerts and refused documents are few. */
public final class KafkaProducers {

  // Never closed: whoever sends waits for the answer, so that nothing is under way when the process
  // ends, and its thread is a daemon.
  private static final Map<String, Producer<byte[], byte[]>> PRODUCERS = new ConcurrentHashMap<>();

  private KafkaProducers() {}

  public static Producer<byte[], byte[]> to(String bootstrapServers) {
    return PRODUCERS.computeIfAbsent(bootstrapServers, KafkaProducers::open);
  }

  private static Producer<byte[], byte[]> open(String bootstrapServers) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            "true"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
