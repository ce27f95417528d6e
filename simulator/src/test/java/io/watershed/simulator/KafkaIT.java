package io.watershed.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.cluster.LocalCluster;
import io.watershed.cluster.ServerKind;
import io.watershed.core.settings.Settings;
import io.watershed.simulator.engine.FleetSimulation;
import io.watershed.simulator.engine.RunObserver;
import io.watershed.simulator.kafka.KafkaSink;
import io.watershed.simulator.kafka.KafkaSinkException;
import io.watershed.simulator.message.MessageSink;
import io.watershed.simulator.station.TestStations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the simulator sends, read back from a real broker. */
class KafkaIT {

  private static final int PARTITIONS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private static Path folder;

  private static LocalCluster cluster;

  @BeforeAll
  static void start() {
    cluster = LocalCluster.start(folder, Set.of(ServerKind.KAFKA));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static Settings settings(String topic) {
    Map<String, String> overrides = new HashMap<>(cluster.overrides());
    overrides.put("kafka.topics.meter-readings", topic);
    return Settings.of(overrides);
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    Map<String, Object> options = Map.of("bootstrap.servers", cluster.kafka().bootstrapServers());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(options, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (int partition = 0; partition < PARTITIONS; partition++) {
        partitions.add(new TopicPartition(topic, partition));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (records.size() < end && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
      }
      assertThat(records).as("records read of %s", end).hasSize((int) end);
    }
    return records;
  }

  @Test
  void everyMessageArrivesOnceAndAMetersMessagesStayInTheirOrder() {
    cluster.kafka().createTopic("run", PARTITIONS);
    SentMessages expected = new SentMessages();
    try (KafkaSink sink = KafkaSink.connect(settings("run"))) {
      new FleetSimulation(TestFleet.plan(40, 8, 10), RunObserver.NONE)
          .finish(
              TestFleet.START + 2 * TestFleet.DAY_MILLIS,
              (key, value) -> {
                expected.send(key, value == null ? null : value.clone());
                sink.send(key, value);
              });
      sink.flush();
      assertThat(sink.acknowledged()).isEqualTo(expected.all().size());
    }
    Map<String, List<byte[]>> sentByMeter = new HashMap<>();
    expected
        .all()
        .forEach(
            message ->
                sentByMeter
                    .computeIfAbsent(message.key(), key -> new ArrayList<>())
                    .add(message.value()));
    Map<String, List<byte[]>> readByMeter = new HashMap<>();
    Map<String, Set<Integer>> partitions = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : read("run")) {
      String meter = new String(record.key(), StandardCharsets.UTF_8);
      readByMeter.computeIfAbsent(meter, key -> new ArrayList<>()).add(record.value());
      partitions.computeIfAbsent(meter, key -> new TreeSet<>()).add(record.partition());
    }
    assertThat(readByMeter.keySet()).isEqualTo(sentByMeter.keySet());
    readByMeter.forEach(
        (meter, values) ->
            assertThat(Arrays.deepEquals(values.toArray(), sentByMeter.get(meter).toArray()))
                .as("messages of meter %s", meter)
                .isTrue());
    assertThat(partitions.values()).allMatch(numbers -> numbers.size() == 1);
  }

  @Test
  void stationsGoToATopicOfTheirOwn() {
    cluster.kafka().createTopic("meters", PARTITIONS);
    cluster.kafka().createTopic("stations", PARTITIONS);
    SentMessages expected = new SentMessages();
    try (KafkaSink sink = KafkaSink.connect(settings("meters"))) {
      MessageSink stations = sink.toTopic("stations");
      TestStations.simulation(10)
          .finish(
              TestFleet.START + TestFleet.DAY_MILLIS,
              (key, value) -> {
                expected.send(key, value);
                stations.send(key, value);
              });
      stations.flush();
      assertThatThrownBy(() -> sink.toTopic("nowhere")).isInstanceOf(KafkaSinkException.class);
    }
    assertThat(read("meters")).isEmpty();
    assertThat(texts(read("stations").stream().map(ConsumerRecord::value)))
        .isEqualTo(texts(expected.all().stream().map(SentMessages.Sent::value)));
  }

  /** All messages as text, sorted; one without a value as nothing. */
  private static List<String> texts(Stream<byte[]> values) {
    return values
        .map(value -> value == null ? "" : new String(value, StandardCharsets.ISO_8859_1))
        .sorted()
        .toList();
  }

  @Test
  void aTopicThatIsAbsentIsNamed() {
    assertThatThrownBy(() -> KafkaSink.connect(settings("nowhere")))
        .isInstanceOf(KafkaSinkException.class)
        .hasMessage(
            "Kafka at "
                + cluster.kafka().bootstrapServers()
                + " has no topic nowhere; start the pipeline first");
  }
}
