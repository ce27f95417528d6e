package io.watershed.speed.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.alert.AlertType;
import io.watershed.core.alert.Breach;
import io.watershed.core.alert.Severity;
import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.reading.Measurement;
import io.watershed.core.reading.Reading;
import io.watershed.speed.stream.PacketOrigin;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PacketTest {

  private static final Meter METER =
      new Meter(
          "7",
          Optional.of(MeterType.DIGITAL),
          Optional.of("BUDERIM"),
          OptionalInt.empty(),
          Optional.empty(),
          ZoneOffset.UTC);

  private record Received(
      Measurement measurement,
      long timestamp,
      double value,
      boolean counted,
      Optional<Breach> breach) {}

  @Test
  void readingsArriveAsTheyWerePacked() {
    Optional<Breach> low =
        Optional.of(new Breach(AlertType.LOW_BATTERY, Severity.CRITICAL, 3.1, 3.2));
    Packet.Builder packet =
        new Packet.Builder(new PacketOrigin(3, 1L << 40, 490_000), MeterAttributes.of(METER));
    packet.add(reading(Measurement.FLOW, 1_000, 6), true, Optional.empty());
    packet.add(reading(Measurement.BATTERY, 2_000, 3.1), true, low);
    packet.add(reading(Measurement.FLOW, 500, -6), false, Optional.empty());

    Packet.Received received = new Packet.Received(packet.build());
    assertThat(received.origin()).isEqualTo(new PacketOrigin(3, 1L << 40, 490_000));
    assertThat(received.meter()).isEqualTo(MeterAttributes.of(METER));
    List<Received> readings = new ArrayList<>();
    received.forEach(
        (measurement, timestamp, value, counted, breach) ->
            readings.add(new Received(measurement, timestamp, value, counted, breach)));
    assertThat(readings)
        .containsExactly(
            new Received(Measurement.FLOW, 1_000, 6, true, Optional.empty()),
            new Received(Measurement.BATTERY, 2_000, 3.1, true, low),
            new Received(Measurement.FLOW, 500, -6, false, Optional.empty()));
  }

  @Test
  void deadLettersTravelAsANumber() {
    Packet.Builder packet =
        new Packet.Builder(new PacketOrigin(0, 5, 490_000), MeterAttributes.NONE);
    packet.addDeadLetter();
    packet.addDeadLetter();
    assertThat(new Packet.Received(packet.build()).deadLetters()).isEqualTo(2);
  }

  private static EnrichedReading reading(Measurement measurement, long timestamp, double value) {
    return new EnrichedReading(
        new Reading("7", measurement, timestamp, value, Duration.ofMinutes(15)), METER, Set.of());
  }
}
