package io.watershed.core.station;

import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What is known of a station and who tells it.
 *
 * @param station the station
 * @param source who sends its observations
 */
public record StationProfile(Station station, String source) {

  /**
   * This profile with what a later message says. What the message leaves open stays; a message that
   * describes nothing changes the source only.
   */
  public StationProfile updatedBy(Station later, String laterSource) {
    if (station.equals(later)) {
      return source.equals(laterSource) ? this : new StationProfile(station, laterSource);
    }
    boolean silent = later.equals(Station.of(later.id(), later.kind(), later.zone()));
    Station merged =
        silent
            ? station
            : new Station(
                station.id(),
                later.kind(),
                known(later.name(), station.name()),
                known(later.latitude(), station.latitude()),
                known(later.longitude(), station.longitude()),
                known(later.elevation(), station.elevation()),
                known(later.province(), station.province()),
                known(later.city(), station.city()),
                later.zone(),
                known(later.downstream(), station.downstream()),
                known(later.highWater(), station.highWater()));
    return new StationProfile(merged, laterSource);
  }

  private static <T> T known(T later, T before) {
    return later == null ? before : later;
  }

  /** Appends every field; {@link #read} reads them back. */
  public void write(BinaryWriter out) {
    out.writeText(station.id());
    out.writeByte(station.kind().code());
    writeText(out, station.name());
    writeNumber(out, station.latitude());
    writeNumber(out, station.longitude());
    writeNumber(out, station.elevation());
    writeText(out, station.province());
    writeText(out, station.city());
    out.writeText(station.zone().getId());
    writeText(out, station.downstream());
    writeNumber(out, station.highWater());
    out.writeText(source);
  }

  /** The profile that {@link #write} wrote. */
  public static StationProfile read(BinaryReader in) {
    Station station =
        new Station(
            in.readText(),
            StationKind.ofCode(in.readByte()),
            readText(in),
            readNumber(in),
            readNumber(in),
            readNumber(in),
            readText(in),
            readText(in),
            ZoneId.of(in.readText()),
            readText(in),
            readNumber(in));
    return new StationProfile(station, in.readText());
  }

  private static void writeText(BinaryWriter out, String text) {
    out.writeOptionalText(Optional.ofNullable(text));
  }

  private static String readText(BinaryReader in) {
    return in.readOptionalText().orElse(null);
  }

  private static void writeNumber(BinaryWriter out, Double number) {
    out.writeByte(number == null ? 0 : 1);
    if (number != null) {
      out.writeDouble(number);
    }
  }

  private static Double readNumber(BinaryReader in) {
    return in.readByte() == 0 ? null : in.readDouble();
  }
}
