package io.watershed.speed.station;

import io.watershed.core.station.StationRules;
import io.watershed.core.station.StationState;
import io.watershed.speed.sink.ArrivalCounts;
import io.watershed.speed.stream.PacketOrigin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapGroupsWithStateFunction;
import org.apache.spark.sql.streaming.GroupState;
import scala.Tuple2;

/**
 * Takes the packets of one station to its state, which Spark keeps as one binary value per station,
 * and tells what changed as one {@link StationResult}.
 */
final class StationUpdater
    implements FlatMapGroupsWithStateFunction<String, Tuple2<String, byte[]>, byte[], byte[]> {
  private static final long serialVersionUID = 1;
  private static final Comparator<StationPacket.Received> KAFKA_ORDER =
      Comparator.comparing(StationPacket.Received::origin, PacketOrigin.KAFKA_ORDER);

  private final StationRules rules;

  StationUpdater(StationRules rules) {
    this.rules = rules;
  }

  @Override
  public Iterator<byte[]> call(
      String stationId, Iterator<Tuple2<String, byte[]>> rows, GroupState<byte[]> state) {
    List<StationPacket.Received> packets = new ArrayList<>();
    rows.forEachRemaining(row -> packets.add(new StationPacket.Received(row._2())));
    packets.sort(KAFKA_ORDER);
    StationResult result =
        stationId.equals(StationPacket.NO_STATION) ? deadLetters(packets) : update(packets, state);
    return List.of(result.encode()).iterator();
  }

  private static StationResult deadLetters(List<StationPacket.Received> packets) {
    ArrivalCounts counts = new ArrivalCounts();
    for (StationPacket.Received packet : packets) {
      counts.hour(packet.origin().arrivalHour()).countDeadLetters(packet.deadLetters());
    }
    return new StationResult(counts, Optional.empty());
  }

  private StationResult update(List<StationPacket.Received> packets, GroupState<byte[]> state) {
    StationState station =
        state.exists() ? StationState.decode(rules, state.get()) : StationState.empty(rules);
    ArrivalCounts counts = new ArrivalCounts();
    for (StationPacket.Received packet : packets) {
      ArrivalCounts.Hour hour = counts.hour(packet.origin().arrivalHour());
      packet.forEach((observation, fleet) -> hour.count(station.take(observation, fleet)));
    }
    if (counts.total().accepted() == 0) {
      return new StationResult(counts, Optional.empty());
    }
    StationResult.Change change =
        new StationResult.Change(
            station.profile(),
            station.latest(),
            station.takeResumed(),
            station.takeChangedWindows(),
            station.takeChangedEpisodes());
    state.update(station.encode());
    return new StationResult(counts, Optional.of(change));
  }
}
