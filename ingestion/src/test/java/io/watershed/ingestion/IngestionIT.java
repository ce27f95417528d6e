package io.watershed.ingestion;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.watershed.cluster.LocalCluster;
import io.watershed.cluster.ServerKind;
import io.watershed.core.reading.DeadLetterReason;
import io.watershed.spark.KafkaMessages;
import io.watershed.spark.KafkaOffsets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Kafka and a real HDFS: every kind of message goes in, and the tables are looked at. */
class IngestionIT {

  private static final int ALMOST_KAFKAS_LIMIT = 1_040_000;

  @TempDir static Path folder;
  private static LocalCluster cluster;
  private static TestSession session;
  private static KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void startServers() throws Exception {
    cluster =
        LocalCluster.start(folder.resolve("servers"), Set.of(ServerKind.KAFKA, ServerKind.HDFS));
    cluster
        .kafka()
        .createTopic("meter-readings", 2, Map.of("message.timestamp.type", "LogAppendTime"));
    cluster
        .kafka()
        .createTopic("station-observations", 2, Map.of("message.timestamp.type", "LogAppendTime"));
    cluster.kafka().createTopic("dead-letters", 1);
    Map<String, String> settings = new HashMap<>(cluster.overrides());
    settings.put("master.warehouse", cluster.hdfs().uri() + "/watershed/master");
    settings.put("ingestion.checkpoint", cluster.hdfs().uri() + "/watershed/checkpoints/ingestion");
    settings.put(
        "ingestion.station-checkpoint", cluster.hdfs().uri() + "/watershed/checkpoints/stations");
    session = TestSession.in(folder, settings);
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                cluster.kafka().bootstrapServers(),
                "max.request.size",
                "2000000"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void stopServers() {
    producer.close();
    session.close();
    cluster.close();
  }

  @Test
  void everyMessageBecomesReadingOrDeadLetterVerbatim() throws Exception {
    Map<Position, byte[]> sentBad = new LinkedHashMap<>();
    Map<Position, DeadLetterReason> expectedReasons = new LinkedHashMap<>();
    for (Map.Entry<byte[], DeadLetterReason> bad : badMessages().entrySet()) {
      Position position = send("83008", bad.getKey());
      sentBad.put(position, bad.getKey());
      expectedReasons.put(position, bad.getValue());
    }
    Position empty = send("83008", null);
    expectedReasons.put(empty, DeadLetterReason.EMPTY);
    Map<Position, String> sentGood = new LinkedHashMap<>();
    for (String good : goodMessages()) {
      sentGood.put(send("83008", Messages.bytes(good)), good);
    }

    ingest(IngestionStream.meters(session.settings()));

    List<Row> letters = deadLetters("meter-readings");
    Map<Position, DeadLetterReason> reasons = new HashMap<>();
    for (Row letter : letters) {
      Position position = Position.of(letter);
      reasons.put(position, DeadLetterReason.valueOf(letter.getAs("reason")));
      assertThat(letter.<byte[]>getAs("raw")).isEqualTo(sentBad.get(position));
      assertThat(letter.<byte[]>getAs("message_key")).isEqualTo(Messages.bytes("83008"));
      assertThat(letter.<String>getAs("detail")).isNotBlank();
    }
    assertThat(reasons).isEqualTo(expectedReasons);
    assertThat(expectedReasons.values()).contains(DeadLetterReason.values());
    assertTopicHolds(sentBad, expectedReasons);
    assertReadings(sentGood);
    assertThat(
            KafkaOffsets.committed(
                IngestionSettings.from(session.settings()).checkpoint(),
                session.spark().sparkContext().hadoopConfiguration()))
        .containsEntry(
            "meter-readings-" + empty.partition(), (long) expectedReasons.size() + sentGood.size());
  }

  @Test
  void everyObservationBecomesOneRowVerbatimAndOnlyCommittedOnes() throws Exception {
    String good = observation("2026-11-20T07:30:00Z", 6.123, "");
    String body = "{\"type\":\"Feature\",\"properties\":{\"LEVEL\":6.2}}\nCR,LF\r\n\u00e9";
    String withBody =
        observation(
            "2026-11-20T08:30:00Z",
            6.2,
            ",\"body\":\""
                + new String(JsonStringEncoder.getInstance().quoteAsString(body))
                + "\"");
    String tooHigh = observation("2026-11-20T09:30:00Z", 9_999, "");
    List<String> accepted = List.of(good, good, withBody, tooHigh);
    Map<String, DeadLetterReason> rejected =
        Map.of(
            "{",
            DeadLetterReason.NOT_JSON,
            good.replace("water_level", "water_lever"),
            DeadLetterReason.UNKNOWN_MEASUREMENT,
            good.replace("6.123", "\"6.123\""),
            DeadLetterReason.WRONG_TYPE,
            good.replace("Z\"", "\""),
            DeadLetterReason.TIMESTAMP_WITHOUT_ZONE,
            Messages.flow("83008", "2022-07-13T07:30:01.000Z", 6),
            DeadLetterReason.MISSING_FIELD);
    try (KafkaProducer<byte[], byte[]> source =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                cluster.kafka().bootstrapServers(),
                "transactional.id",
                "ingestion-it"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      source.initTransactions();
      source.beginTransaction();
      sendObservation(source, good);
      source.flush();
      source.abortTransaction();
      source.beginTransaction();
      for (String message : accepted) {
        sendObservation(source, message);
      }
      for (String message : rejected.keySet()) {
        sendObservation(source, message);
      }
      source.commitTransaction();

      ingest(IngestionStream.stations(session.settings()));
      // Again from the checkpoint: there is nothing left to take.
      ingest(IngestionStream.stations(session.settings()));
      source.beginTransaction();
      sendObservation(source, good);
      source.flush();
      ingest(IngestionStream.stations(session.settings()));
      source.abortTransaction();
    }

    List<Row> rows =
        session
            .spark()
            .table(session.dataset().observations())
            .orderBy("source_offset")
            .collectAsList();
    assertThat(rows).extracting(row -> row.<String>getAs("raw")).isEqualTo(accepted);
    assertThat(rows)
        .extracting(row -> row.<Double>getAs("water_level"))
        .containsExactly(6.123, 6.123, 6.2, 9_999.0);
    assertThat(rows.get(3).<String>getList(rows.get(3).fieldIndex("quality_flags")))
        .containsExactly("water_level:GROSS_RANGE");
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.<LocalDate>getAs("local_date")).isEqualTo("2026-11-19"));
    Map<String, DeadLetterReason> found = new HashMap<>();
    for (Row letter : deadLetters("station-observations")) {
      found.put(
          new String(letter.<byte[]>getAs("raw"), StandardCharsets.UTF_8),
          DeadLetterReason.valueOf(letter.getAs("reason")));
    }
    assertThat(found).isEqualTo(rejected);
  }

  private static String observation(String timestamp, double level, String more) {
    return "{\"station_id\":\"08MF005\",\"source\":\"test\",\"timestamp\":\""
        + timestamp
        + "\",\"station\":{\"kind\":\"gauge\",\"time_zone\":\"Etc/GMT+10\"},"
        + "\"values\":{\"water_level\":"
        + level
        + "}"
        + more
        + "}";
  }

  /** All into one partition, so that they have an order. */
  private static void sendObservation(KafkaProducer<byte[], byte[]> source, String message) {
    source.send(
        new ProducerRecord<>(
            "station-observations", 0, Messages.bytes("08MF005"), Messages.bytes(message)));
  }

  private static List<Row> deadLetters(String topic) {
    return session
        .spark()
        .table(session.dataset().deadLetters())
        .where(col("source_topic").equalTo(topic))
        .collectAsList();
  }

  private static void ingest(IngestionStream stream) throws Exception {
    IngestionSettings own = IngestionSettings.from(session.settings());
    MasterDatasetSink sink =
        new MasterDatasetSink(
            stream,
            session.dataset().deadLetters(),
            new KafkaDeadLetters(own.bootstrapServers(), own.deadLettersTopic()));
    StreamingQuery query =
        new IngestionJob(stream, sink)
            .start(
                KafkaMessages.of(
                    session.spark(),
                    own.bootstrapServers(),
                    stream.topic(),
                    own.maximumMessagesPerBatch()),
                Trigger.ProcessingTime(0));
    query.processAllAvailable();
    query.stop();
  }

  private static void assertReadings(Map<Position, String> sent) {
    List<Row> rows =
        session
            .spark()
            .table(session.dataset().readings())
            .orderBy("source_offset")
            .collectAsList();
    Map<Position, String> stored = new LinkedHashMap<>();
    rows.forEach(row -> stored.put(Position.of(row), row.getAs("raw")));
    assertThat(stored).isEqualTo(sent);
    assertThat(rows.subList(0, 3))
        .as("a number, a string and another zone")
        .allSatisfy(
            row -> {
              assertThat(row.<String>getAs("meter_id")).isEqualTo("83008");
              assertThat(row.<Instant>getAs("event_time"))
                  .isEqualTo(Instant.parse("2022-07-13T07:30:01Z"));
              assertThat(row.<String>getAs("suburb")).isEqualTo("BUDERIM");
            });
    assertThat(rows.get(3).<String>getList(rows.get(3).fieldIndex("quality_flags")))
        .containsExactly("UNKNOWN_METER");
    assertThat(rows.get(4).<String>getAs("measurement")).isEqualTo("Battery");
    assertThat(rows.get(4).<Double>getAs("value")).isEqualTo(3.6);
    assertThat(rows.get(4).<String>getAs("unit")).isEqualTo("V");
    assertThat(rows.get(5).<String>getList(rows.get(5).fieldIndex("quality_flags")))
        .containsExactly("FLOW_ABOVE_LIMIT");
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(row.<Instant>getAs("arrival_time"))
                    .isBetween(Instant.now().minus(Duration.ofMinutes(30)), Instant.now()));
  }

  private static void assertTopicHolds(
      Map<Position, byte[]> sentBad, Map<Position, DeadLetterReason> reasons) {
    Map<Position, ConsumerRecord<byte[], byte[]>> received = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", cluster.kafka().bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(new TopicPartition("dead-letters", 0)));
      consumer.seekToBeginning(consumer.assignment());
      await("all dead letters in the topic")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                consumer
                    .poll(Duration.ofSeconds(1))
                    .forEach(
                        record -> {
                          if (header(record, "source-topic").equals("meter-readings")) {
                            received.put(
                                new Position(
                                    Integer.parseInt(header(record, "source-partition")),
                                    Long.parseLong(header(record, "source-offset"))),
                                record);
                          }
                        });
                assertThat(received.keySet()).isEqualTo(reasons.keySet());
              });
    }
    received.forEach(
        (position, record) -> {
          assertThat(header(record, "stage")).isEqualTo("ingestion");
          assertThat(header(record, "reason")).isEqualTo(reasons.get(position).name());
          assertThat(header(record, "detail")).isNotBlank();
          assertThat(record.key()).isEqualTo(Messages.bytes("83008"));
          byte[] sent = sentBad.get(position);
          assertThat(record.value())
              .isEqualTo(sent != null && sent.length >= ALMOST_KAFKAS_LIMIT ? null : sent);
        });
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String key) {
    return new String(record.headers().lastHeader(key).value(), StandardCharsets.UTF_8);
  }

  private static List<String> goodMessages() {
    List<String> messages = new ArrayList<>();
    messages.add(Messages.flow("83008", "2022-07-13T07:30:01.000Z", 6));
    messages.add(Messages.flow("\"83008\"", "2022-07-13T07:30:01.000Z", 6));
    messages.add(Messages.flow("83008", "2022-07-13T17:30:01.000+10:00", 6));
    messages.add(Messages.flow("\"nobody-knows-me\"", "2022-07-13T07:30:01.000Z", 6));
    messages.add(
        "{\"meter_id\":90001,\"timestamp\":\"2022-07-13T07:30:01.000Z\","
            + "\"measurement_type\":\"/10270/0\",\"series\":\"0\",\"unit\":\"dV\",\"value\":36}");
    messages.add(Messages.flow("83008", "2022-07-13T08:30:01.000Z", 1e6));
    return messages;
  }

  private static Map<byte[], DeadLetterReason> badMessages() {
    String timestamp = "2022-07-13T07:30:01.000Z";
    String good = Messages.flow("83008", timestamp, 6);
    Map<byte[], DeadLetterReason> bad = new LinkedHashMap<>();
    bad.put(new byte[0], DeadLetterReason.EMPTY);
    bad.put(Messages.bytes("water"), DeadLetterReason.NOT_JSON);
    bad.put(Messages.bytes("[" + good + "]"), DeadLetterReason.NOT_JSON);
    bad.put(Messages.bytes(good + good), DeadLetterReason.NOT_JSON);
    bad.put(
        good.replace("Pulse1", "Püls").getBytes(StandardCharsets.ISO_8859_1),
        DeadLetterReason.NOT_UTF8);
    bad.put(
        Messages.bytes(good.replace("\"value\":6.0", "\"other\":6.0")),
        DeadLetterReason.MISSING_FIELD);
    bad.put(
        Messages.bytes(good.replace("\"value\":6.0", "\"value\":\"6.0\"")),
        DeadLetterReason.WRONG_TYPE);
    bad.put(Messages.bytes(good.replace("6.0", "NaN")), DeadLetterReason.NOT_FINITE);
    bad.put(Messages.bytes(good.replace("6.0", "Infinity")), DeadLetterReason.NOT_FINITE);
    bad.put(Messages.bytes(good.replace("83008", "\"a|b\"")), DeadLetterReason.BAD_DEVICE_ID);
    bad.put(Messages.bytes(good.replace("Pulse1", "Pulse9")), DeadLetterReason.UNKNOWN_MEASUREMENT);
    bad.put(Messages.bytes(good.replace("\"L\"", "\"gallon\"")), DeadLetterReason.UNKNOWN_UNIT);
    bad.put(Messages.bytes(good.replace(timestamp, "yesterday")), DeadLetterReason.BAD_TIMESTAMP);
    bad.put(
        Messages.bytes(good.replace(timestamp, "2022-07-13T07:30:01.000")),
        DeadLetterReason.TIMESTAMP_WITHOUT_ZONE);
    bad.put(
        Messages.bytes(good.replace(timestamp, "2999-01-01T00:00:00Z")),
        DeadLetterReason.TIMESTAMP_IN_FUTURE);
    bad.put(
        Messages.bytes(good.replace(timestamp, "1999-12-31T23:59:59Z")),
        DeadLetterReason.TIMESTAMP_TOO_OLD);
    bad.put(padded(good, 65_537), DeadLetterReason.TOO_LARGE);
    bad.put(padded(good, ALMOST_KAFKAS_LIMIT), DeadLetterReason.TOO_LARGE);
    return bad;
  }

  private static byte[] padded(String message, int bytes) {
    return Messages.bytes(message + " ".repeat(bytes - message.length()));
  }

  private static Position send(String key, byte[] value)
      throws ExecutionException, InterruptedException {
    RecordMetadata where =
        producer.send(new ProducerRecord<>("meter-readings", Messages.bytes(key), value)).get();
    return new Position(where.partition(), where.offset());
  }

  private record Position(int partition, long offset) {
    static Position of(Row row) {
      return new Position(row.getAs("source_partition"), row.getAs("source_offset"));
    }
  }
}
