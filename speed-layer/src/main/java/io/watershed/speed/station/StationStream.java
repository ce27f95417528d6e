package io.watershed.speed.station;

import io.watershed.core.contract.Topic;
import io.watershed.core.settings.Settings;
import io.watershed.core.station.StationIntake;
import io.watershed.core.station.StationRules;
import io.watershed.speed.sink.SinkSettings;
import io.watershed.speed.stream.DeviceUpdater;
import io.watershed.speed.stream.MessagePacker;
import io.watershed.speed.stream.SpeedStream;
import io.watershed.speed.stream.StreamSettings;

/** The stream of stations. */
public final class StationStream {

  private StationStream() {}

  /**
   * The stream of the settings {@code speed.stations.*}, {@code alerts.*} and those of {@link
   * SinkSettings}.
   *
   * @throws io.watershed.core.settings.SettingsException if one is absent or out of range
   */
  public static SpeedStream<StationChange> of(Settings settings) {
    StationRules rules = StationRules.from(settings);
    StationIntake intake = StationIntake.from(settings);
    return new SpeedStream<>(
        "speed-stations",
        StreamSettings.from(settings, "speed.stations", Topic.STATION_OBSERVATIONS),
        new MessagePacker<>(() -> new ObservationPacking(intake)),
        new DeviceUpdater<>(new StationMemory.OfStations(rules)),
        new StationDocuments(rules.shape().lengthMillis()),
        new SilenceAlerts(SinkSettings.from(settings), rules.limits()));
  }
}
