package io.watershed.speed.meter;

import io.watershed.core.window.MeterWindows;
import io.watershed.core.window.WindowRules;
import io.watershed.speed.sink.ArrivalCounts;
import io.watershed.speed.stream.PacketOrigin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapGroupsWithStateFunction;
import org.apache.spark.sql.streaming.GroupState;
import scala.Tuple2;

/**
 * Takes the packets of one meter to its state, which Spark keeps as one binary value per meter, and
 * tells what changed as one {@link MeterResult}.
 */
final class MeterUpdater
    implements FlatMapGroupsWithStateFunction<String, Tuple2<String, byte[]>, byte[], byte[]> {
  private static final long serialVersionUID = 1;
  private static final Comparator<Packet.Received> KAFKA_ORDER =
      Comparator.comparing(Packet.Received::origin, PacketOrigin.KAFKA_ORDER);

  private final WindowRules rules;

  MeterUpdater(WindowRules rules) {
    this.rules = rules;
  }

  @Override
  public Iterator<byte[]> call(
      String meterId, Iterator<Tuple2<String, byte[]>> rows, GroupState<byte[]> state) {
    List<Packet.Received> packets = new ArrayList<>();
    rows.forEachRemaining(row -> packets.add(new Packet.Received(row._2())));
    packets.sort(KAFKA_ORDER);
    MeterResult result =
        meterId.equals(Packet.NO_METER) ? deadLetters(packets) : update(meterId, packets, state);
    return List.of(result.encode()).iterator();
  }

  private static MeterResult deadLetters(List<Packet.Received> packets) {
    ArrivalCounts counts = new ArrivalCounts();
    for (Packet.Received packet : packets) {
      counts.hour(packet.origin().arrivalHour()).countDeadLetters(packet.deadLetters());
    }
    return new MeterResult(Packet.NO_METER, MeterAttributes.NONE, counts, Map.of(), List.of());
  }

  private MeterResult update(
      String meterId, List<Packet.Received> packets, GroupState<byte[]> state) {
    MeterWindows meter =
        state.exists() ? MeterWindows.decode(rules, state.get()) : MeterWindows.empty(rules);
    ArrivalCounts counts = new ArrivalCounts();
    for (Packet.Received packet : packets) {
      ArrivalCounts.Hour hour = counts.hour(packet.origin().arrivalHour());
      packet.forEach(
          (measurement, timestamp, value, counted, breach) ->
              hour.count(meter.take(measurement, timestamp, value, counted, breach)));
    }
    MeterResult result =
        new MeterResult(
            meterId,
            packets.get(packets.size() - 1).meter(),
            counts,
            meter.takeChangedWindows(),
            meter.takeChangedEpisodes());
    state.update(meter.encode());
    return result;
  }
}
