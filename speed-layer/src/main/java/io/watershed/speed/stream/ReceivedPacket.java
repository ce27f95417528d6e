package io.watershed.speed.stream;

import io.watershed.core.binary.BinaryReader;
import java.util.Comparator;

/** A packet that a {@link PacketBuilder} built. */
public final class ReceivedPacket {

  /** The order in which Kafka holds the packets of one device. */
  static final Comparator<ReceivedPacket> KAFKA_ORDER =
      Comparator.comparing(ReceivedPacket::origin, PacketOrigin.KAFKA_ORDER);

  private final PacketOrigin origin;
  private final int deadLetters;
  private final BinaryReader body;

  /** Reads a packet. */
  public ReceivedPacket(byte[] bytes) {
    body = new BinaryReader(bytes);
    origin = PacketOrigin.read(body);
    deadLetters = body.readVarInt();
  }

  /** Where its messages come from. */
  public PacketOrigin origin() {
    return origin;
  }

  /** How many messages could not be used. */
  public int deadLetters() {
    return deadLetters;
  }

  /** The messages, in Kafka order; they can be read once. */
  public BinaryReader body() {
    return body;
  }
}
