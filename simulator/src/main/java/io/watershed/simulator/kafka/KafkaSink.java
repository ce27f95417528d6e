package io.watershed.simulator.kafka;

import io.watershed.core.contract.Topic;
import io.watershed.core.settings.Settings;
import io.watershed.simulator.message.MessageSink;
import java.io.Closeable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends messages to the topic of raw meter readings, and to others. Idempotent and acknowledged by
 * all replicas, so a key's messages stand in its partition once and in their order.
 */
public final class KafkaSink implements MessageSink, Closeable {

  private static final int BATCH_BYTES = 256 * 1024;
  private static final long BUFFER_BYTES = 64L * 1024 * 1024;
  private static final int LONGEST_REQUEST_BYTES = 2 * 1024 * 1024;
  private static final int LINGER_MILLIS = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int FIRST_CONTACT_MILLIS = 20_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final String servers;
  private final String topic;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicReference<KafkaSinkException> failure = new AtomicReference<>();

  private KafkaSink(KafkaProducer<byte[], byte[]> producer, String servers, String topic) {
    this.producer = producer;
    this.servers = servers;
    this.topic = topic;
  }

  /**
   * Connects to the topic of the settings {@code kafka.*}.
   *
   * @throws KafkaSinkException if Kafka cannot be reached or has no such topic
   */
  public static KafkaSink connect(Settings settings) {
    String servers = settings.string("kafka.bootstrap-servers");
    String topic = Topic.METER_READINGS.name(settings);
    requireTopic(servers, topic);
    Map<String, Object> options =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            servers,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            5,
            ProducerConfig.LINGER_MS_CONFIG,
            LINGER_MILLIS,
            ProducerConfig.BATCH_SIZE_CONFIG,
            BATCH_BYTES,
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            BUFFER_BYTES,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            LONGEST_REQUEST_BYTES,
            // A server that restarts is waited for; idempotence keeps order and uniqueness.
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            (int) PATIENCE.toMillis(),
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            PATIENCE.toMillis());
    return new KafkaSink(
        new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer()),
        servers,
        topic);
  }

  /**
   * A sink for another topic over the same connection; to be closed with this one.
   *
   * @throws KafkaSinkException if Kafka cannot be reached or has no such topic
   */
  public MessageSink toTopic(String other) {
    requireTopic(servers, other);
    return new MessageSink() {
      @Override
      public void send(byte[] key, byte[] value) {
        KafkaSink.this.send(other, key, value);
      }

      @Override
      public void flush() {
        KafkaSink.this.flush();
      }
    };
  }

  private static void requireTopic(String servers, String topic) {
    Map<String, Object> options =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            servers,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            FIRST_CONTACT_MILLIS,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            FIRST_CONTACT_MILLIS);
    try (Admin admin = Admin.create(options)) {
      admin.describeTopics(java.util.List.of(topic)).allTopicNames().get();
    } catch (ExecutionException problem) {
      if (problem.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new KafkaSinkException(
            "Kafka at " + servers + " has no topic " + topic + "; start the pipeline first",
            problem);
      }
      throw new KafkaSinkException("Kafka at " + servers + " cannot be reached", problem);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new KafkaSinkException("interrupted while reaching Kafka", interrupted);
    }
  }

  @Override
  public void send(byte[] key, byte[] value) {
    send(topic, key, value);
  }

  private void send(String to, byte[] key, byte[] value) {
    requireSound();
    // Failures come through the callback.
    var unused =
        producer.send(
            new ProducerRecord<>(to, key, value),
            (metadata, problem) -> {
              if (problem == null) {
                acknowledged.incrementAndGet();
              } else {
                failure.compareAndSet(
                    null,
                    new KafkaSinkException(
                        "Kafka did not take a message for topic "
                            + to
                            + ": "
                            + problem.getMessage(),
                        problem));
              }
            });
  }

  @Override
  public void flush() {
    producer.flush();
    requireSound();
  }

  /** How many messages the broker has confirmed. */
  public long acknowledged() {
    return acknowledged.get();
  }

  private void requireSound() {
    KafkaSinkException problem = failure.get();
    if (problem != null) {
      throw problem;
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(30));
  }
}
