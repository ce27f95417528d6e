package io.watershed.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Valid raw messages of a fleet of the real one's size and mix: every meter sends one flow every 15
 * minutes, each with a new timestamp, up to the present.
 */
final class ReadingLoad {

  private static final int DIGITAL = 848;
  private static final int INTEGRATED = 1_969;
  private static final int METERS = DIGITAL + INTEGRATED;
  private static final int FIRST_ID = 80_000;
  private static final Duration STEP = Duration.ofMinutes(15);

  private final long readings;
  private final Instant end;

  ReadingLoad(long readings, Instant end) {
    this.readings = readings;
    this.end = end;
  }

  /** Writes the fleet list that the layer enriches from. */
  static void writeFleet(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("managedObjects_id,Meter Type,Suburb,Postcode,Usage Type");
    for (int meter = 0; meter < METERS; meter++) {
      String type = meter < DIGITAL ? "captis_pulse" : "c8y_lwm2m";
      String suburb = "SUBURB " + meter % 40;
      String usage = meter % 9 == 0 ? "Commercial" : "Residential";
      lines.add(
          (FIRST_ID + meter) + "," + type + "," + suburb + "," + (4550 + meter % 40) + "," + usage);
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, lines);
  }

  /** Sends all messages, time step by time step, keyed by meter. */
  void send(String bootstrapServers, String topic) {
    byte[][] keys = new byte[METERS][];
    byte[][] heads = new byte[METERS][];
    byte[][] tails = new byte[METERS][];
    for (int meter = 0; meter < METERS; meter++) {
      boolean digital = meter < DIGITAL;
      keys[meter] = String.valueOf(FIRST_ID + meter).getBytes(UTF_8);
      heads[meter] = ("{\"meter_id\":" + (FIRST_ID + meter) + ",\"timestamp\":\"").getBytes(UTF_8);
      tails[meter] =
          ("\",\"measurement_type\":\""
                  + (digital ? "Pulse1\",\"series\":\"P1" : "10266/1\",\"series\":\"1")
                  + "\",\"unit\":\"L\",\"value\":")
              .getBytes(UTF_8);
    }
    long steps = (readings + METERS - 1) / METERS;
    Instant start = end.minus(STEP.multipliedBy(steps));
    SplittableRandom random = new SplittableRandom(2_817);
    AtomicReference<Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer = producer(bootstrapServers)) {
      for (long number = 0; number < readings; number++) {
        int meter = (int) (number % METERS);
        byte[] time = time(start, number / METERS, meter);
        byte[] value = (random.nextInt(60) + ".0}").getBytes(UTF_8);
        byte[] message = join(heads[meter], time, tails[meter], value);
        producer.send(
            new ProducerRecord<>(topic, keys[meter], message),
            (metadata, problem) -> {
              if (problem != null) {
                failure.compareAndSet(null, problem);
              }
            });
      }
    }
    if (failure.get() != null) {
      throw new IllegalStateException("Kafka did not take the load", failure.get());
    }
  }

  /** Meters do not measure at the same second, but each keeps its rhythm. */
  private static byte[] time(Instant start, long step, int meter) {
    Instant instant = start.plus(STEP.multipliedBy(step)).plusSeconds(meter % 600);
    String text = instant.toString();
    return (text.substring(0, 19) + ".000Z").getBytes(UTF_8);
  }

  private static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] whole = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }

  /** A producer for large loads. */
  static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.LINGER_MS_CONFIG,
            20,
            ProducerConfig.BATCH_SIZE_CONFIG,
            256 * 1024,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
