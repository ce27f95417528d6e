package io.watershed.speed.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import scala.Tuple2;

/** The packets of one task, one for each device until the hour or the partition changes. */
public final class Packets<P extends PacketBuilder> {

  /** The key under which packets of dead letters travel; no device has an empty id. */
  static final String NO_DEVICE = "";

  private static final long HOUR_MILLIS = TimeUnit.HOURS.toMillis(1);

  private final Function<PacketOrigin, P> opener;
  private final Map<String, P> open = new HashMap<>();
  private final List<Tuple2<String, byte[]>> finished = new ArrayList<>();
  private long arrivalHour = Long.MIN_VALUE;
  private int partition = -1;
  private long offset;

  Packets(Function<PacketOrigin, P> opener) {
    this.opener = opener;
  }

  /**
   * Tells where the next message comes from.
   *
   * @return whether that is another partition than before
   */
  boolean next(int fromPartition, long atOffset, long arrivalMillis) {
    long hour = Math.floorDiv(arrivalMillis, HOUR_MILLIS);
    boolean otherPartition = fromPartition != partition;
    if (hour != arrivalHour || otherPartition) {
      finishOpen();
      arrivalHour = hour;
      partition = fromPartition;
    }
    offset = atOffset;
    return otherPartition;
  }

  /** The packet of the device that the message is of. */
  public P of(String deviceId) {
    P packet = open.get(deviceId);
    if (packet == null) {
      packet = opener.apply(new PacketOrigin(partition, offset, arrivalHour));
      open.put(deviceId, packet);
    }
    return packet;
  }

  /** The message could not be used. */
  public void addDeadLetter() {
    of(NO_DEVICE).addDeadLetter();
  }

  /** All packets, each with the id of its device; nothing can be added afterwards. */
  List<Tuple2<String, byte[]>> finish() {
    finishOpen();
    return finished;
  }

  private void finishOpen() {
    open.forEach((deviceId, packet) -> finished.add(new Tuple2<>(deviceId, packet.build())));
    open.clear();
  }
}
