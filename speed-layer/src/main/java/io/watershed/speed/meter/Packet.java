package io.watershed.speed.meter;

import io.watershed.core.alert.AlertRules;
import io.watershed.core.alert.AlertType;
import io.watershed.core.alert.Breach;
import io.watershed.core.alert.Severity;
import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.reading.Measurement;
import io.watershed.speed.stream.PacketOrigin;
import java.util.Optional;

/**
 * Readings of one meter that follow one another in one Kafka partition and arrived in one hour, as
 * one binary value: what a micro-batch moves between tasks, one row instead of thousands. Dead
 * letters, which belong to no meter, travel as a number in a packet of their own.
 */
final class Packet {

  /** The key under which packets of dead letters travel; no meter has an empty id. */
  static final String NO_METER = "";

  private static final Measurement[] MEASUREMENTS = Measurement.values();
  private static final Severity[] SEVERITIES = Severity.values();

  private Packet() {}

  /** Collects the readings of a packet. */
  static final class Builder {
    private final BinaryWriter head = new BinaryWriter(64);
    private final BinaryWriter readings = new BinaryWriter(256);
    private int deadLetters;

    Builder(PacketOrigin origin, MeterAttributes meter) {
      origin.write(head);
      meter.write(head);
    }

    void addDeadLetter() {
      deadLetters++;
    }

    void add(EnrichedReading reading, boolean counted, Optional<Breach> breach) {
      int severity = breach.isPresent() ? breach.get().severity().ordinal() + 1 : 0;
      readings.writeByte(reading.reading().measurement().ordinal());
      readings.writeByte(severity << 1 | (counted ? 1 : 0));
      readings.writeLong(reading.reading().timestampMillis());
      readings.writeDouble(reading.reading().value());
      if (breach.isPresent()) {
        readings.writeDouble(breach.get().measured());
        readings.writeDouble(breach.get().limit());
      }
    }

    byte[] build() {
      head.writeVarLong(deadLetters);
      head.writeAll(readings);
      return head.toByteArray();
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

  /** A packet that was received. */
  static final class Received {
    private final PacketOrigin origin;
    private final MeterAttributes meter;
    private final int deadLetters;
    private final BinaryReader in;

    Received(byte[] bytes) {
      in = new BinaryReader(bytes);
      origin = PacketOrigin.read(in);
      meter = MeterAttributes.read(in);
      deadLetters = in.readVarInt();
    }

    PacketOrigin origin() {
      return origin;
    }

    MeterAttributes meter() {
      return meter;
    }

    int deadLetters() {
      return deadLetters;
    }

    /** Passes on every reading in Kafka order; once. */
    void forEach(ReadingConsumer consumer) {
      while (!in.atEnd()) {
        Measurement measurement = MEASUREMENTS[in.readByte()];
        int flags = in.readByte();
        long timestamp = in.readLong();
        double value = in.readDouble();
        consumer.accept(
            measurement, timestamp, value, (flags & 1) == 1, breach(measurement, flags >> 1));
      }
    }

    private Optional<Breach> breach(Measurement measurement, int severity) {
      if (severity == 0) {
        return Optional.empty();
      }
      AlertType type = AlertRules.watching(measurement).orElseThrow();
      return Optional.of(
          new Breach(type, SEVERITIES[severity - 1], in.readDouble(), in.readDouble()));
    }
  }
}
