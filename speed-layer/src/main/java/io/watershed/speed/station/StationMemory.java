package io.watershed.speed.station;

import io.watershed.core.station.StationRules;
import io.watershed.core.station.StationState;
import io.watershed.speed.sink.ArrivalCounts;
import io.watershed.speed.stream.DeviceMemory;
import io.watershed.speed.stream.ReceivedPacket;

/** A {@link StationState} while a micro-batch changes it. */
final class StationMemory implements DeviceMemory<StationChange> {

  /** States of stations. */
  record OfStations(StationRules rules) implements Kind<StationChange> {

    @Override
    public StationMemory empty(String stationId) {
      return new StationMemory(StationState.empty(rules));
    }

    @Override
    public StationMemory decode(String stationId, byte[] saved) {
      return new StationMemory(StationState.decode(rules, saved));
    }
  }

  private final StationState station;

  private StationMemory(StationState station) {
    this.station = station;
  }

  @Override
  public void take(ReceivedPacket packet, ArrivalCounts.Hour hour) {
    StationPacket.read(
        packet, (observation, fleet) -> hour.count(station.take(observation, fleet)));
  }

  @Override
  public StationChange takeChange() {
    return new StationChange(
        station.profile(),
        station.latest(),
        station.takeResumed(),
        station.takeChangedWindows(),
        station.takeChangedEpisodes());
  }

  @Override
  public byte[] encode() {
    return station.encode();
  }
}
