package io.watershed.speed.station;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.watershed.core.station.Element;
import io.watershed.core.station.Observation;
import io.watershed.core.station.ObservationWriter;
import io.watershed.core.station.Station;
import io.watershed.core.station.StationKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import scala.Tuple4;

/** Raw messages of stations as a Kafka partition would hold them. */
public final class StationMessages {

  public static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
  public static final long HOUR = Duration.ofHours(1).toMillis();
  public static final long QUARTER = Duration.ofMinutes(15).toMillis();
  private static final ObservationWriter WRITER = new ObservationWriter();

  private StationMessages() {}

  public static Station gauge(String id) {
    return new Station(
        id,
        StationKind.GAUGE,
        "RIVER AT " + id,
        49.386,
        -121.454,
        41.0,
        "BC",
        null,
        ZoneId.of("America/Vancouver"),
        "NEXT",
        3.5);
  }

  public static byte[] message(Station station, long timestampMillis, Object... namesAndValues) {
    Map<Element, Double> values = new EnumMap<>(Element.class);
    for (int index = 0; index < namesAndValues.length; index += 2) {
      values.put(
          (Element) namesAndValues[index], ((Number) namesAndValues[index + 1]).doubleValue());
    }
    return WRITER.write(
        new Observation(station, "simulator", timestampMillis, values, Map.of(), null));
  }

  /** Value, partition, offset, arrival: levels and flows of gauges with all that can go wrong. */
  public static List<Tuple4<byte[], Integer, Long, Long>> random(
      long seed, int count, int stations) {
    Random random = new Random(seed);
    List<Tuple4<byte[], Integer, Long, Long>> messages = new ArrayList<>();
    List<byte[]> sent = new ArrayList<>();
    long now = START;
    for (int offset = 0; offset < count; offset++) {
      now += random.nextInt(120) * 1_000L * 60 / Math.max(1, stations);
      byte[] message = message(random, now, stations);
      if (!sent.isEmpty() && random.nextInt(15) == 0) {
        message = sent.get(random.nextInt(sent.size()));
      } else if (random.nextInt(40) == 0) {
        message = "{\"station_id\":".getBytes(UTF_8);
      }
      sent.add(message);
      messages.add(new Tuple4<>(message, 0, (long) offset, now + 1_000));
    }
    return messages;
  }

  private static byte[] message(Random random, long now, int stations) {
    long timestamp =
        switch (random.nextInt(8)) {
          case 0 -> now - random.nextLong(6 * HOUR);
          case 1 -> now - random.nextLong(18 * HOUR);
          default -> now;
        };
    timestamp = timestamp / 60_000 * 60_000;
    Station gauge = gauge("G" + random.nextInt(stations));
    double level = 2 + 1.6 * Math.sin(timestamp / (6.0 * HOUR)) + random.nextInt(10) / 1000.0;
    level += random.nextInt(25) == 0 ? 0.5 + random.nextInt(5) : 0;
    return random.nextInt(6) == 0
        ? message(gauge, timestamp, Element.DISCHARGE, random.nextInt(100))
        : message(
            gauge,
            timestamp,
            Element.WATER_LEVEL,
            random.nextInt(50) == 0 ? 99_999 : level,
            Element.DISCHARGE,
            random.nextInt(100));
  }
}
