package io.watershed.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.watershed.core.quality.Intake;
import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** The raw topic's contract on the Kafka image of docker-compose.yml. */
@Testcontainers(disabledWithoutDocker = true)
class KafkaContainerIT {

  private static final String TOPIC = "meter-readings";
  private static final byte[] MESSAGE =
      """
      {"meter_id":83008,"timestamp":"2022-07-13T07:30:01.000Z","measurement_type":"Pulse1",\
      "series":"P1","unit":"L","value":6.0}"""
          .getBytes(StandardCharsets.UTF_8);

  @Test
  void returnsMessagesVerbatimWithTheBrokersClock() throws Exception {
    try (KafkaContainer kafka = new KafkaContainer(image())) {
      kafka.start();
      createTopic(kafka.getBootstrapServers());
      long before = System.currentTimeMillis();
      try (KafkaProducer<byte[], byte[]> producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", kafka.getBootstrapServers()),
              new ByteArraySerializer(),
              new ByteArraySerializer())) {
        byte[] key = "83008".getBytes(StandardCharsets.UTF_8);
        producer
            .send(new ProducerRecord<>(TOPIC, null, 1L, key, MESSAGE))
            .get(60, TimeUnit.SECONDS);
      }

      ConsumerRecord<byte[], byte[]> record = only(kafka.getBootstrapServers());

      assertThat(record.value()).isEqualTo(MESSAGE);
      assertThat(record.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
      // Two clocks; a second of leeway.
      assertThat(record.timestamp()).isGreaterThan(before - 1_000);
      assertThat(Intake.from(Settings.of(Map.of())).take(record.value(), record.timestamp()))
          .isInstanceOf(Intake.Outcome.Accepted.class);
    }
  }

  private static DockerImageName image() throws IOException {
    return DockerImageName.parse(ComposeFile.read().image("kafka"));
  }

  private static void createTopic(String servers) throws Exception {
    NewTopic topic =
        new NewTopic(TOPIC, 4, (short) 1)
            .configs(
                Map.of("message.timestamp.type", "LogAppendTime", "retention.ms", "1209600000"));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin.createTopics(List.of(topic)).all().get(60, TimeUnit.SECONDS);
    }
  }

  private static ConsumerRecord<byte[], byte[]> only(String servers) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(TOPIC).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(partitions);
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                assertThat(records).hasSize(1);
              });
    }
    return records.get(0);
  }
}
