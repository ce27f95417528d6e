package io.watershed.speed.stream;

import io.watershed.core.binary.UnreadableStateException;
import io.watershed.speed.sink.ArrivalCounts;
import io.watershed.speed.sink.DeviceChange;
import io.watershed.speed.sink.DeviceResult;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapGroupsWithStateFunction;
import org.apache.spark.sql.streaming.GroupState;
import scala.Tuple2;

/**
 * Takes the packets of one device to its state, which Spark keeps as one binary value per device,
 * and tells what changed as one {@link DeviceResult}.
 */
public final class DeviceUpdater<C extends DeviceChange>
    implements FlatMapGroupsWithStateFunction<String, Tuple2<String, byte[]>, byte[], byte[]> {
  private static final long serialVersionUID = 1;

  private final DeviceMemory.Kind<C> kind;

  /** Updates the states of a kind of device. */
  public DeviceUpdater(DeviceMemory.Kind<C> kind) {
    this.kind = kind;
  }

  @Override
  public Iterator<byte[]> call(
      String deviceId, Iterator<Tuple2<String, byte[]>> rows, GroupState<byte[]> state) {
    List<ReceivedPacket> packets = new ArrayList<>();
    rows.forEachRemaining(row -> packets.add(new ReceivedPacket(row._2())));
    packets.sort(ReceivedPacket.KAFKA_ORDER);
    DeviceResult<C> result =
        deviceId.equals(Packets.NO_DEVICE)
            ? deadLetters(packets)
            : update(deviceId, packets, state);
    return List.of(result.encode()).iterator();
  }

  private DeviceResult<C> deadLetters(List<ReceivedPacket> packets) {
    ArrivalCounts counts = new ArrivalCounts();
    for (ReceivedPacket packet : packets) {
      counts.hour(packet.origin().arrivalHour()).countDeadLetters(packet.deadLetters());
    }
    return new DeviceResult<>(counts, Optional.empty());
  }

  private DeviceMemory<C> saved(String deviceId, byte[] bytes) {
    try {
      return kind.decode(deviceId, bytes);
    } catch (UnreadableStateException unreadable) {
      throw unreadable.of("device " + deviceId);
    }
  }

  private DeviceResult<C> update(
      String deviceId, List<ReceivedPacket> packets, GroupState<byte[]> state) {
    DeviceMemory<C> device = state.exists() ? saved(deviceId, state.get()) : kind.empty(deviceId);
    ArrivalCounts counts = new ArrivalCounts();
    for (ReceivedPacket packet : packets) {
      device.take(packet, counts.hour(packet.origin().arrivalHour()));
    }
    if (counts.total().accepted() == 0) {
      // What is late or known already changes nothing.
      return new DeviceResult<>(counts, Optional.empty());
    }
    C change = device.takeChange();
    state.update(device.encode());
    return new DeviceResult<>(counts, Optional.of(change));
  }
}
