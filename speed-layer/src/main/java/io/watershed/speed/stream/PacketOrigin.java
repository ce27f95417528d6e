package io.watershed.speed.stream;

import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;
import java.util.Comparator;

/**
 * Where the messages of a packet come from.
 *
 * @param partition of Kafka
 * @param firstOffset of the first message
 * @param arrivalHour in which all arrived, hours since the epoch
 */
public record PacketOrigin(int partition, long firstOffset, long arrivalHour) {

  /** The order in which Kafka holds the packets of one device. */
  static final Comparator<PacketOrigin> KAFKA_ORDER =
      Comparator.comparingInt(PacketOrigin::partition).thenComparingLong(PacketOrigin::firstOffset);

  void write(BinaryWriter out) {
    out.writeVarLong(partition);
    out.writeVarLong(firstOffset);
    out.writeVarLong(arrivalHour);
  }

  static PacketOrigin read(BinaryReader in) {
    return new PacketOrigin(in.readVarInt(), in.readVarLong(), in.readVarLong());
  }
}
