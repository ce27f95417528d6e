package io.watershed.speed.meter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import scala.Tuple4;

/** Raw messages as a Kafka partition would hold them, made from a seed. */
public final class RawMessages {

  public static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
  private static final long LATENESS = 6 * 3_600_000L;

  private RawMessages() {}

  /** Value, partition, offset, arrival. */
  public static List<Tuple4<byte[], Integer, Long, Long>> random(long seed, int count, int meters) {
    Random random = new Random(seed);
    List<Tuple4<byte[], Integer, Long, Long>> messages = new ArrayList<>();
    List<String> sent = new ArrayList<>();
    long now = START;
    for (int offset = 0; offset < count; offset++) {
      now += random.nextInt(30_000);
      String message = message(random, now, meters);
      if (!sent.isEmpty() && random.nextInt(15) == 0) {
        message = sent.get(random.nextInt(sent.size()));
      } else if (random.nextInt(40) == 0) {
        message = "{\"meter_id\":";
      }
      sent.add(message);
      messages.add(new Tuple4<>(message.getBytes(UTF_8), 0, (long) offset, now + 1_000));
    }
    return messages;
  }

  private static String message(Random random, long now, int meters) {
    long timestamp =
        switch (random.nextInt(8)) {
          case 0 -> now - random.nextLong(LATENESS);
          case 1 -> now - random.nextLong(3 * LATENESS);
          default -> now;
        };
    double value = random.nextInt(4_000) / 4.0 - 10;
    boolean digital = random.nextBoolean();
    return flow(
        String.valueOf(1 + random.nextInt(meters)),
        digital ? "Pulse1\",\"series\":\"P1" : "/10266/1\",\"series\":\"1",
        timestamp,
        value);
  }

  /** A flow of a digital meter. */
  public static String flow(String meterId, long timestamp, double value) {
    return flow(meterId, "Pulse1\",\"series\":\"P1", timestamp, value);
  }

  private static String flow(String meterId, String type, long timestamp, double value) {
    return "{\"meter_id\":"
        + meterId
        + ",\"timestamp\":\""
        + Instant.ofEpochMilli(timestamp)
        + "\",\"measurement_type\":\""
        + type
        + "\",\"unit\":\"L\",\"value\":"
        + value
        + "}";
  }
}
