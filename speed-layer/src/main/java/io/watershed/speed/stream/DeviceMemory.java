package io.watershed.speed.stream;

import io.watershed.speed.sink.ArrivalCounts;
import io.watershed.speed.sink.DeviceChange;
import java.io.Serializable;

/**
 * All that the layer remembers of one device, while a micro-batch changes it.
 *
 * @param <C> what a micro-batch changes for one device
 */
public interface DeviceMemory<C extends DeviceChange> {

  /**
   * Where states of a kind of device come from.
   *
   * @param <C> what a micro-batch changes for one device
   */
  interface Kind<C extends DeviceChange> extends Serializable {

    /** A device that has sent nothing yet. */
    DeviceMemory<C> empty(String deviceId);

    /**
     * The device that {@link DeviceMemory#encode} wrote down, perhaps in an earlier version.
     *
     * @throws io.watershed.core.binary.UnreadableStateException if the bytes are damaged or of a
     *     layout that is not known
     */
    DeviceMemory<C> decode(String deviceId, byte[] saved);
  }

  /**
   * Takes the device's next packet in Kafka order.
   *
   * @param hour counts what becomes of each message
   */
  void take(ReceivedPacket packet, ArrivalCounts.Hour hour);

  /** What changed; something was accepted. */
  C takeChange();

  /** The device as bytes, without what changed. */
  byte[] encode();
}
