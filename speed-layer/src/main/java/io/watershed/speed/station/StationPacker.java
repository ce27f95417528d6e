package io.watershed.speed.station;

import io.watershed.core.station.CheckedObservation;
import io.watershed.core.station.Observation;
import io.watershed.core.station.StationIntake;
import io.watershed.core.station.StationState;
import io.watershed.speed.stream.PacketOrigin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Raw messages of a Kafka partition to {@link StationPacket}s by station. Input columns, in this
 * order: value (binary), partition (int), offset (long), arrival (long, milliseconds since the
 * epoch).
 *
 * <p>It also notes what the stations of each source had observed in the hours before a message's
 * own: here they pass one after another, while each station's state knows itself alone.
 */
final class StationPacker implements MapPartitionsFunction<Row, Tuple2<String, byte[]>> {
  private static final long serialVersionUID = 1;
  private static final long HOUR_MILLIS = TimeUnit.HOURS.toMillis(1);

  private final StationIntake intake;

  StationPacker(StationIntake intake) {
    this.intake = intake;
  }

  @Override
  public Iterator<Tuple2<String, byte[]>> call(Iterator<Row> messages) {
    Run run = new Run(intake);
    while (messages.hasNext()) {
      Row message = messages.next();
      run.take((byte[]) message.get(0), message.getInt(1), message.getLong(2), message.getLong(3));
    }
    run.finishPackets();
    return run.finished.iterator();
  }

  private static final class Run {
    private final StationIntake intake;
    private final Map<String, StationPacket.Builder> open = new HashMap<>();
    private final Map<String, TreeMap<Long, Long>> newestOfHours = new HashMap<>();
    private final List<Tuple2<String, byte[]>> finished = new ArrayList<>();
    private long arrivalHour = Long.MIN_VALUE;
    private int partition = -1;

    Run(StationIntake intake) {
      this.intake = intake;
    }

    void take(byte[] message, int fromPartition, long offset, long arrivalMillis) {
      long hour = Math.floorDiv(arrivalMillis, HOUR_MILLIS);
      if (hour != arrivalHour || fromPartition != partition) {
        finishPackets();
        if (fromPartition != partition) {
          newestOfHours.clear();
        }
        arrivalHour = hour;
        partition = fromPartition;
      }
      if (intake.take(message, arrivalMillis) instanceof StationIntake.Outcome.Accepted accepted) {
        add(accepted.observation(), offset);
      } else {
        packet(StationPacket.NO_STATION, offset).addDeadLetter();
      }
    }

    private void add(CheckedObservation checked, long offset) {
      Observation observation = checked.observation();
      long timestamp = observation.timestampMillis();
      long eventHour = Math.floorDiv(timestamp, HOUR_MILLIS);
      TreeMap<Long, Long> fleet =
          newestOfHours.computeIfAbsent(observation.source(), absent -> new TreeMap<>());
      Map.Entry<Long, Long> before = fleet.lowerEntry(eventHour);
      packet(observation.station().id(), offset)
          .add(checked, before == null ? StationState.UNKNOWN : before.getValue());
      fleet.merge(eventHour, timestamp, Math::max);
    }

    private StationPacket.Builder packet(String key, long offset) {
      return open.computeIfAbsent(
          key,
          absent -> new StationPacket.Builder(new PacketOrigin(partition, offset, arrivalHour)));
    }

    void finishPackets() {
      open.forEach((key, packet) -> finished.add(new Tuple2<>(key, packet.build())));
      open.clear();
    }
  }
}
