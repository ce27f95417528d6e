package io.watershed.speed.station;

import io.watershed.core.station.CheckedObservation;
import io.watershed.core.station.Observation;
import io.watershed.core.station.StationIntake;
import io.watershed.core.station.StationState;
import io.watershed.speed.stream.PacketOrigin;
import io.watershed.speed.stream.Packets;
import io.watershed.speed.stream.Packing;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Messages of stations to packets by station.
 *
 * <p>It also notes what the stations of each source had observed in the hours before a message's
 * own: here they pass one after another, while each station's state knows itself alone.
 */
final class ObservationPacking implements Packing<StationPacket.Builder> {
  private static final long HOUR_MILLIS = TimeUnit.HOURS.toMillis(1);

  private final StationIntake intake;
  private final Map<String, TreeMap<Long, Long>> newestOfHours = new HashMap<>();

  ObservationPacking(StationIntake intake) {
    this.intake = intake;
  }

  @Override
  public StationPacket.Builder open(PacketOrigin origin) {
    return new StationPacket.Builder(origin);
  }

  @Override
  public void nextPartition() {
    newestOfHours.clear();
  }

  @Override
  public void take(byte[] message, long arrivalMillis, Packets<StationPacket.Builder> packets) {
    if (intake.take(message, arrivalMillis) instanceof StationIntake.Outcome.Accepted accepted) {
      add(accepted.observation(), packets);
    } else {
      packets.addDeadLetter();
    }
  }

  private void add(CheckedObservation checked, Packets<StationPacket.Builder> packets) {
    Observation observation = checked.observation();
    long timestamp = observation.timestampMillis();
    long eventHour = Math.floorDiv(timestamp, HOUR_MILLIS);
    TreeMap<Long, Long> fleet =
        newestOfHours.computeIfAbsent(observation.source(), absent -> new TreeMap<>());
    Map.Entry<Long, Long> before = fleet.lowerEntry(eventHour);
    packets
        .of(observation.station().id())
        .add(checked, before == null ? StationState.UNKNOWN : before.getValue());
    fleet.merge(eventHour, timestamp, Math::max);
  }
}
