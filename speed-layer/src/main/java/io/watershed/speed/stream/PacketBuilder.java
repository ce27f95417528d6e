package io.watershed.speed.stream;

import io.watershed.core.binary.BinaryWriter;

/**
 * Collects the messages of one device that follow one another in one Kafka partition and arrived in
 * one hour, as one binary value: what a micro-batch moves between tasks, one row instead of
 * thousands. Dead letters, which belong to no device, travel as a number in a packet of their own.
 */
public abstract class PacketBuilder {

  private final BinaryWriter head = new BinaryWriter(32);
  private final BinaryWriter body = new BinaryWriter(256);
  private int deadLetters;

  /** An empty packet. */
  protected PacketBuilder(PacketOrigin origin) {
    origin.write(head);
  }

  /** Where the messages go, in a form of the kind of device. */
  protected final BinaryWriter body() {
    return body;
  }

  /** Counts a message that could not be used. */
  public final void addDeadLetter() {
    deadLetters++;
  }

  /** The packet, for {@link ReceivedPacket}. */
  public final byte[] build() {
    head.writeVarLong(deadLetters);
    head.writeAll(body);
    return head.toByteArray();
  }
}
