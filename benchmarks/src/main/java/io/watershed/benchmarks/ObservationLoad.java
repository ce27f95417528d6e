package io.watershed.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.watershed.core.station.Element;
import io.watershed.core.station.Observation;
import io.watershed.core.station.ObservationWriter;
import io.watershed.core.station.Station;
import io.watershed.core.station.StationKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Valid observations of a fleet of the real one's size and mix: 1,500 gauges every 15 minutes with
 * level and flow, 1,100 weather stations every hour with nine elements, up to the present.
 */
final class ObservationLoad {

  private static final int GAUGES = 1_500;
  private static final int WEATHER_STATIONS = 1_100;
  private static final int STEPS_OF_HOUR = 4;
  private static final Duration STEP = Duration.ofMinutes(15);
  private static final ZoneId ZONE = ZoneId.of("America/Vancouver");

  private final ObservationWriter writer = new ObservationWriter();
  private final SplittableRandom random = new SplittableRandom(2_600);
  private final long observations;
  private final Instant end;

  ObservationLoad(long observations, Instant end) {
    this.observations = observations;
    this.end = end;
  }

  /** Sends all messages, time step by time step, keyed by station. */
  void send(String bootstrapServers, String topic) {
    long ofAnHour = GAUGES * STEPS_OF_HOUR + WEATHER_STATIONS;
    long hours = (observations + ofAnHour - 1) / ofAnHour;
    Instant start = end.minus(Duration.ofHours(hours));
    AtomicReference<Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer = ReadingLoad.producer(bootstrapServers)) {
      long sent = 0;
      for (int step = 0; sent < observations; step++) {
        int stations = step % STEPS_OF_HOUR == 0 ? GAUGES + WEATHER_STATIONS : GAUGES;
        long time = start.plus(STEP.multipliedBy(step)).toEpochMilli();
        for (int number = 0; number < stations && sent < observations; number++, sent++) {
          byte[] message = message(number, step, time);
          producer.send(
              new ProducerRecord<>(topic, id(number).getBytes(UTF_8), message),
              (metadata, problem) -> {
                if (problem != null) {
                  failure.compareAndSet(null, problem);
                }
              });
        }
      }
    }
    if (failure.get() != null) {
      throw new IllegalStateException("Kafka did not take the load", failure.get());
    }
  }

  private static String id(int number) {
    return (number < GAUGES ? "G" : "W") + number;
  }

  private byte[] message(int number, int step, long timestampMillis) {
    boolean gauge = number < GAUGES;
    Station station =
        new Station(
            id(number),
            gauge ? StationKind.GAUGE : StationKind.WEATHER,
            "STATION " + number,
            45 + number % 1_000 / 100.0,
            -120 + number / 100.0,
            41.0,
            "BC",
            null,
            ZONE,
            gauge ? id(number / 2) : null,
            gauge && number % 2 == 0 ? 8.5 : null);
    return writer.write(
        new Observation(
            station,
            "benchmark",
            timestampMillis,
            gauge ? water(number, step) : weather(step),
            Map.of(),
            null));
  }

  private Map<Element, Double> water(int number, int step) {
    Map<Element, Double> values = new EnumMap<>(Element.class);
    values.put(
        Element.WATER_LEVEL, thousandths(2 + Math.sin(step / 200.0 + number) + random(0.005)));
    values.put(Element.DISCHARGE, thousandths(100 + random(10)));
    return values;
  }

  private Map<Element, Double> weather(int step) {
    double temperature = 12 + 8 * Math.sin(2 * Math.PI * step / (24.0 * STEPS_OF_HOUR));
    Map<Element, Double> values = new EnumMap<>(Element.class);
    values.put(Element.AIR_TEMP, thousandths(temperature + random(0.5)));
    values.put(Element.DEW_POINT, thousandths(temperature - 5 + random(0.5)));
    values.put(Element.REL_HUM, thousandths(60 + random(20)));
    values.put(Element.WIND_SPEED, thousandths(random(30)));
    values.put(Element.WIND_GUST, thousandths(30 + random(20)));
    values.put(Element.WIND_DIRECTION, thousandths(random(360)));
    values.put(Element.STN_PRES, thousandths(1_000 + random(1)));
    values.put(Element.MSLP, thousandths(1_010 + random(1)));
    values.put(Element.PRECIP_1H, 0.0);
    return values;
  }

  private double random(double below) {
    return random.nextDouble() * below;
  }

  private static double thousandths(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
