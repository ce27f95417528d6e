package io.watershed.speed.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.alert.Breach;
import io.watershed.core.alert.MeterAlert;
import io.watershed.core.alert.Severity;
import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.reading.Measurement;
import io.watershed.core.reading.Reading;
import io.watershed.speed.stream.PacketOrigin;
import io.watershed.speed.stream.ReceivedPacket;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeterPacketTest {

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
        Optional.of(new Breach(MeterAlert.LOW_BATTERY, Severity.CRITICAL, 3.1, 3.2));
    MeterPacket.Builder packet = new MeterPacket.Builder(new PacketOrigin(3, 1L << 40, 490_000));
    packet.add(reading(Measurement.FLOW, 1_000, 6), true, Optional.empty());
    packet.add(reading(Measurement.BATTERY, 2_000, 3.1), true, low);
    packet.add(reading(Measurement.FLOW, 500, -6), false, Optional.empty());

    ReceivedPacket received = new ReceivedPacket(packet.build());
    assertThat(received.origin()).isEqualTo(new PacketOrigin(3, 1L << 40, 490_000));
    List<Received> readings = new ArrayList<>();
    MeterAttributes meter =
        MeterPacket.read(
            received,
            (measurement, timestamp, value, counted, breach) ->
                readings.add(new Received(measurement, timestamp, value, counted, breach)));
    assertThat(meter).isEqualTo(MeterAttributes.of(METER));
    assertThat(readings)
        .containsExactly(
            new Received(Measurement.FLOW, 1_000, 6, true, Optional.empty()),
            new Received(Measurement.BATTERY, 2_000, 3.1, true, low),
            new Received(Measurement.FLOW, 500, -6, false, Optional.empty()));
  }

  @Test
  void deadLettersTravelAsANumber() {
    MeterPacket.Builder packet = new MeterPacket.Builder(new PacketOrigin(0, 5, 490_000));
    packet.addDeadLetter();
    packet.addDeadLetter();
    assertThat(new ReceivedPacket(packet.build()).deadLetters()).isEqualTo(2);
  }

  private static EnrichedReading reading(Measurement measurement, long timestamp, double value) {
    return new EnrichedReading(
        new Reading("7", measurement, timestamp, value, Duration.ofMinutes(15)), METER, Set.of());
  }
}
