package io.watershed.speed.station;

import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;
import io.watershed.core.station.CheckedObservation;
import io.watershed.core.station.Element;
import io.watershed.core.station.Observation;
import io.watershed.core.station.ObservationFlag;
import io.watershed.core.station.StationProfile;
import io.watershed.core.station.StationState;
import io.watershed.speed.stream.PacketOrigin;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Observations of one station that follow one another in one Kafka partition and arrived in one
 * hour, as one binary value. What is said of the station travels once, and again where it changes.
 * Dead letters, which belong to no station, travel as a number in a packet of their own.
 */
final class StationPacket {

  /** The key under which packets of dead letters travel; no station has an empty id. */
  static final String NO_STATION = "";

  private static final Element[] ELEMENTS = Element.values();
  private static final int WITH_PROFILE = 1;
  private static final int WITH_FLEET = 2;

  private StationPacket() {}

  /** Collects the observations of a packet. */
  static final class Builder {
    private final BinaryWriter head = new BinaryWriter(32);
    private final BinaryWriter observations = new BinaryWriter(256);
    private StationProfile last;
    private int deadLetters;

    Builder(PacketOrigin origin) {
      origin.write(head);
    }

    void addDeadLetter() {
      deadLetters++;
    }

    /** Adds an observation, without its provider's text and marks, which the flags already heed. */
    void add(CheckedObservation checked, long fleetMillis) {
      Observation observation = checked.observation();
      StationProfile profile = new StationProfile(observation.station(), observation.source());
      boolean described = !profile.equals(last);
      boolean fleetKnown = fleetMillis != StationState.UNKNOWN;
      observations.writeByte((described ? WITH_PROFILE : 0) | (fleetKnown ? WITH_FLEET : 0));
      if (described) {
        profile.write(observations);
        last = profile;
      }
      observations.writeLong(observation.timestampMillis());
      if (fleetKnown) {
        observations.writeLong(fleetMillis);
      }
      observations.writeVarLong(mask(observation.values()));
      observation.values().values().forEach(observations::writeDouble);
      observations.writeVarLong(mask(checked.flags()));
      checked.flags().values().forEach(each -> observations.writeVarLong(StationState.bits(each)));
    }

    /** The keys as bits; maps of elements are in the catalogue's order. */
    private static long mask(Map<Element, ?> map) {
      long mask = 0;
      for (Element element : map.keySet()) {
        mask |= 1L << element.ordinal();
      }
      return mask;
    }

    byte[] build() {
      head.writeVarLong(deadLetters);
      head.writeAll(observations);
      return head.toByteArray();
    }
  }

  /** Takes the observations of a packet, one after another. */
  interface ObservationConsumer {
    void accept(CheckedObservation observation, long fleetMillis);
  }

  /** A packet that was received. */
  static final class Received {
    private final PacketOrigin origin;
    private final int deadLetters;
    private final BinaryReader in;

    Received(byte[] bytes) {
      in = new BinaryReader(bytes);
      origin = PacketOrigin.read(in);
      deadLetters = in.readVarInt();
    }

    PacketOrigin origin() {
      return origin;
    }

    int deadLetters() {
      return deadLetters;
    }

    /** Passes on every observation in Kafka order; once. */
    void forEach(ObservationConsumer consumer) {
      StationProfile profile = null;
      while (!in.atEnd()) {
        int kind = in.readByte();
        if ((kind & WITH_PROFILE) != 0) {
          profile = StationProfile.read(in);
        }
        long timestamp = in.readLong();
        long fleet = (kind & WITH_FLEET) != 0 ? in.readLong() : StationState.UNKNOWN;
        Map<Element, Double> values = new EnumMap<>(Element.class);
        for (long left = in.readVarLong(); left != 0; left &= left - 1) {
          values.put(ELEMENTS[Long.numberOfTrailingZeros(left)], in.readDouble());
        }
        Map<Element, Set<ObservationFlag>> flags = new EnumMap<>(Element.class);
        for (long left = in.readVarLong(); left != 0; left &= left - 1) {
          flags.put(
              ELEMENTS[Long.numberOfTrailingZeros(left)], StationState.flags(in.readVarInt()));
        }
        Observation observation =
            new Observation(profile.station(), profile.source(), timestamp, values, Map.of(), null);
        consumer.accept(new CheckedObservation(observation, flags), fleet);
      }
    }
  }
}
