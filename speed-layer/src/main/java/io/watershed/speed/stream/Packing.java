package io.watershed.speed.stream;

import java.io.Serializable;

/**
 * What the messages of a kind of device mean, for one task, which it is made for.
 *
 * @param <P> the packets of the kind
 */
public interface Packing<P extends PacketBuilder> {

  /**
   * Makes what each task of a micro-batch needs.
   *
   * @param <P> the packets of the kind
   */
  @FunctionalInterface
  interface Maker<P extends PacketBuilder> extends Serializable {

    /** A packing for one task. */
    Packing<P> make();
  }

  /** An empty packet. */
  P open(PacketOrigin origin);

  /** Adds a message to the packet of its device, or says that it is a dead letter. */
  void take(byte[] message, long arrivalMillis, Packets<P> packets);

  /** The messages that follow are of another partition. */
  default void nextPartition() {}
}
