package io.watershed.speed.station;

import io.watershed.core.alert.Episode;
import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;
import io.watershed.core.station.Element;
import io.watershed.core.station.LevelChanges;
import io.watershed.core.station.StationLatest;
import io.watershed.core.station.StationProfile;
import io.watershed.core.station.StationWindow;
import io.watershed.core.weather.DerivedWeather;
import io.watershed.core.window.WindowStatistics;
import io.watershed.speed.sink.ArrivalCounts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a micro-batch changed for one station, on its way from the state to the sink.
 *
 * @param counts what became of its messages
 * @param change what changed; empty when nothing did, as for dead letters
 */
public record StationResult(ArrivalCounts counts, Optional<Change> change) {

  private static final int WINDOW_BYTES = 50;
  private static final Element[] ELEMENTS = Element.values();

  /**
   * What an accepted observation changed.
   *
   * @param profile what is known of the station
   * @param latest its newest values
   * @param resumedMillis the first observation of the batch that was newer than all before, {@link
   *     io.watershed.core.station.StationState#UNKNOWN} for none
   * @param windows the windows that changed, as they are now
   * @param episodes the alert episodes that changed, as they are now
   */
  public record Change(
      StationProfile profile,
      StationLatest latest,
      long resumedMillis,
      List<StationWindow> windows,
      List<Episode> episodes) {

    String stationId() {
      return profile.station().id();
    }
  }

  public byte[] encode() {
    BinaryWriter out =
        new BinaryWriter(
            512 + change.map(changed -> changed.windows().size() * WINDOW_BYTES).orElse(0));
    counts.write(out);
    out.writeByte(change.isPresent() ? 1 : 0);
    change.ifPresent(changed -> write(out, changed));
    return out.toByteArray();
  }

  private static void write(BinaryWriter out, Change change) {
    change.profile().write(out);
    writeLatest(out, change.latest());
    out.writeLong(change.resumedMillis());
    out.writeVarLong(change.windows().size());
    for (StationWindow window : change.windows()) {
      out.writeByte(window.element().ordinal());
      window.statistics().write(out);
      out.writeDouble(window.last());
    }
    out.writeVarLong(change.episodes().size());
    change.episodes().forEach(episode -> episode.write(out));
  }

  private static void writeLatest(BinaryWriter out, StationLatest latest) {
    out.writeLong(latest.eventMillis());
    out.writeVarLong(latest.values().size());
    latest
        .values()
        .forEach(
            (element, value) -> {
              out.writeByte(element.ordinal());
              out.writeDouble(value);
            });
    DerivedWeather derived = latest.derived();
    out.writeDouble(derived.feelsLike());
    out.writeDouble(derived.windChill());
    out.writeDouble(derived.heatIndex());
    out.writeDouble(derived.humidex());
    out.writeDouble(latest.changes().oneHour());
    out.writeDouble(latest.changes().sixHours());
    out.writeDouble(latest.changes().day());
    out.writeVarLong(latest.flags().size());
    latest.flags().forEach(out::writeText);
  }

  public static StationResult decode(byte[] bytes) {
    BinaryReader in = new BinaryReader(bytes);
    ArrivalCounts counts = ArrivalCounts.read(in);
    return new StationResult(
        counts, in.readByte() == 1 ? Optional.of(readChange(in)) : Optional.empty());
  }

  private static Change readChange(BinaryReader in) {
    StationProfile profile = StationProfile.read(in);
    StationLatest latest = readLatest(in);
    long resumed = in.readLong();
    List<StationWindow> windows = new ArrayList<>();
    for (int left = in.readVarInt(); left > 0; left--) {
      windows.add(
          new StationWindow(ELEMENTS[in.readByte()], WindowStatistics.read(in), in.readDouble()));
    }
    List<Episode> episodes = new ArrayList<>();
    for (int left = in.readVarInt(); left > 0; left--) {
      episodes.add(Episode.read(in));
    }
    return new Change(profile, latest, resumed, windows, episodes);
  }

  private static StationLatest readLatest(BinaryReader in) {
    long event = in.readLong();
    Map<Element, Double> values = new EnumMap<>(Element.class);
    for (int left = in.readVarInt(); left > 0; left--) {
      values.put(ELEMENTS[in.readByte()], in.readDouble());
    }
    DerivedWeather derived =
        new DerivedWeather(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    LevelChanges changes = new LevelChanges(in.readDouble(), in.readDouble(), in.readDouble());
    List<String> flags = new ArrayList<>();
    for (int left = in.readVarInt(); left > 0; left--) {
      flags.add(in.readText());
    }
    return new StationLatest(event, values, derived, changes, flags);
  }
}
