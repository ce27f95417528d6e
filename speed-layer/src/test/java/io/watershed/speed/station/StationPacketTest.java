package io.watershed.speed.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.station.CheckedObservation;
import io.watershed.core.station.Element;
import io.watershed.core.station.Observation;
import io.watershed.core.station.ObservationFlag;
import io.watershed.core.station.Station;
import io.watershed.core.station.StationState;
import io.watershed.speed.stream.PacketOrigin;
import io.watershed.speed.stream.ReceivedPacket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StationPacketTest {

  private record Received(CheckedObservation observation, long fleet) {}

  @Test
  void observationsArriveAsTheyWerePacked() {
    Station known = StationMessages.gauge("G");
    Station bare = Station.of("G", known.kind(), known.zone());
    List<Received> sent =
        List.of(
            new Received(observation(known, 1_000, 2.5), StationState.UNKNOWN),
            new Received(observation(known, 900, 99_999), 5_000),
            new Received(observation(bare, 2_000, 2.6), 6_000));
    StationPacket.Builder packet =
        new StationPacket.Builder(new PacketOrigin(3, 1L << 40, 490_000));
    sent.forEach(each -> packet.add(each.observation(), each.fleet()));
    ReceivedPacket received = new ReceivedPacket(packet.build());
    assertThat(received.origin()).isEqualTo(new PacketOrigin(3, 1L << 40, 490_000));
    List<Received> arrived = new ArrayList<>();
    StationPacket.read(
        received, (observation, fleet) -> arrived.add(new Received(observation, fleet)));
    assertThat(arrived).isEqualTo(sent);
  }

  @Test
  void deadLettersTravelAsANumber() {
    StationPacket.Builder packet = new StationPacket.Builder(new PacketOrigin(0, 5, 490_000));
    packet.addDeadLetter();
    packet.addDeadLetter();
    assertThat(new ReceivedPacket(packet.build()).deadLetters()).isEqualTo(2);
  }

  private static CheckedObservation observation(Station station, long timestamp, double level) {
    return new CheckedObservation(
        new Observation(
            station,
            "simulator",
            timestamp,
            Map.of(Element.WATER_LEVEL, level, Element.AIR_TEMP, -3.0),
            Map.of(),
            null),
        level > 9_000
            ? Map.of(
                Element.WATER_LEVEL,
                Set.of(ObservationFlag.GROSS_RANGE, ObservationFlag.SOURCE_DOUBT))
            : Map.of());
  }
}
