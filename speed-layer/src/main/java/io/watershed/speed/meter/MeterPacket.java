package io.watershed.speed.meter;

import io.watershed.core.alert.AlertRules;
import io.watershed.core.alert.Breach;
import io.watershed.core.alert.MeterAlert;
import io.watershed.core.alert.Severity;
import io.watershed.core.binary.BinaryReader;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.reading.Measurement;
import io.watershed.speed.stream.PacketBuilder;
import io.watershed.speed.stream.PacketOrigin;
import io.watershed.speed.stream.ReceivedPacket;
import java.util.Optional;

/** The form in which the readings of one meter travel: what is said of it, and its readings. */
final class MeterPacket {

  private static final Measurement[] MEASUREMENTS = Measurement.values();
  private static final Severity[] SEVERITIES = Severity.values();

  private MeterPacket() {}

  /** Collects the readings of a packet. */
  static final class Builder extends PacketBuilder {

    Builder(PacketOrigin origin) {
      super(origin);
    }

    void add(EnrichedReading reading, boolean counted, Optional<Breach> breach) {
      if (body().size() == 0) {
        MeterAttributes.of(reading.meter()).write(body());
      }
      int severity = breach.isPresent() ? breach.get().severity().ordinal() + 1 : 0;
      body().writeByte(reading.reading().measurement().ordinal());
      body().writeByte(severity << 1 | (counted ? 1 : 0));
      body().writeLong(reading.reading().timestampMillis());
      body().writeDouble(reading.reading().value());
      if (breach.isPresent()) {
        body().writeDouble(breach.get().measured());
        body().writeDouble(breach.get().limit());
      }
    }
  }

  /** Takes the readings of a packet, one after another. */
  interface ReadingConsumer {
    void accept(
        Measurement measurement,
        long timestampMillis,
        double value,
        boolean counted,
        Optional<Breach> breach);
  }

  /**
   * Passes on every reading in Kafka order; once.
   *
   * @return what documents say of the meter
   */
  static MeterAttributes read(ReceivedPacket packet, ReadingConsumer consumer) {
    BinaryReader in = packet.body();
    MeterAttributes meter = MeterAttributes.read(in);
    while (!in.atEnd()) {
      Measurement measurement = MEASUREMENTS[in.readByte()];
      int flags = in.readByte();
      long timestamp = in.readLong();
      double value = in.readDouble();
      consumer.accept(
          measurement, timestamp, value, (flags & 1) == 1, breach(in, measurement, flags >> 1));
    }
    return meter;
  }

  private static Optional<Breach> breach(BinaryReader in, Measurement measurement, int severity) {
    if (severity == 0) {
      return Optional.empty();
    }
    MeterAlert type = AlertRules.watching(measurement).orElseThrow();
    return Optional.of(
        new Breach(type, SEVERITIES[severity - 1], in.readDouble(), in.readDouble()));
  }
}
