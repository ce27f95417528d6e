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
import io.watershed.speed.sink.DeviceChange;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a micro-batch changed for one station.
 *
 * @param profile what is known of the station
 * @param latest its newest values
 * @param resumedMillis the first observation of the batch that was newer than all before, {@link
 *     io.watershed.core.station.StationState#UNKNOWN} for none
 * @param windows the windows that changed, as they are now
 * @param episodes the alert episodes that changed, as they are now
 */
public record StationChange(
    StationProfile profile,
    StationLatest latest,
    long resumedMillis,
    List<StationWindow> windows,
    List<Episode> episodes)
    implements DeviceChange {

  private static final Element[] ELEMENTS = Element.values();

  String stationId() {
    return profile.station().id();
  }

  @Override
  public int windowCount() {
    return windows.size();
  }

  @Override
  public void write(BinaryWriter out) {
    profile.write(out);
    writeLatest(out, latest);
    out.writeLong(resumedMillis);
    out.writeList(windows, StationChange::writeWindow);
    out.writeList(episodes, Episode::write);
  }

  static StationChange read(BinaryReader in) {
    return new StationChange(
        StationProfile.read(in),
        readLatest(in),
        in.readLong(),
        in.readList(StationChange::readWindow),
        in.readList(Episode::read));
  }

  private static void writeWindow(StationWindow window, BinaryWriter out) {
    out.writeByte(window.element().ordinal());
    window.statistics().write(out);
    out.writeDouble(window.last());
  }

  private static StationWindow readWindow(BinaryReader in) {
    return new StationWindow(ELEMENTS[in.readByte()], WindowStatistics.read(in), in.readDouble());
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
    out.writeList(latest.flags(), (flag, to) -> to.writeText(flag));
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
    return new StationLatest(event, values, derived, changes, in.readList(BinaryReader::readText));
  }
}
