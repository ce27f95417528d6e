package io.watershed.speed.station;

import io.watershed.core.binary.BinaryReader;
import io.watershed.core.station.CheckedObservation;
import io.watershed.core.station.Element;
import io.watershed.core.station.Observation;
import io.watershed.core.station.ObservationFlag;
import io.watershed.core.station.StationProfile;
import io.watershed.core.station.StationState;
import io.watershed.speed.stream.PacketBuilder;
import io.watershed.speed.stream.PacketOrigin;
import io.watershed.speed.stream.ReceivedPacket;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * The form in which the observations of one station travel. What is said of the station travels
 * once, and again where it changes.
 */
final class StationPacket {

  private static final Element[] ELEMENTS = Element.values();
  private static final int WITH_PROFILE = 1;
  private static final int WITH_FLEET = 2;

  private StationPacket() {}

  /** Collects the observations of a packet. */
  static final class Builder extends PacketBuilder {
    private StationProfile last;

    Builder(PacketOrigin origin) {
      super(origin);
    }

    /** Adds an observation, without its provider's text and marks, which the flags already heed. */
    void add(CheckedObservation checked, long fleetMillis) {
      Observation observation = checked.observation();
      StationProfile profile = new StationProfile(observation.station(), observation.source());
      boolean described = !profile.equals(last);
      boolean fleetKnown = fleetMillis != StationState.UNKNOWN;
      body().writeByte((described ? WITH_PROFILE : 0) | (fleetKnown ? WITH_FLEET : 0));
      if (described) {
        profile.write(body());
        last = profile;
      }
      body().writeLong(observation.timestampMillis());
      if (fleetKnown) {
        body().writeLong(fleetMillis);
      }
      body().writeVarLong(mask(observation.values()));
      observation.values().values().forEach(body()::writeDouble);
      body().writeVarLong(mask(checked.flags()));
      checked.flags().values().forEach(each -> body().writeVarLong(StationState.bits(each)));
    }

    /** The keys as bits; maps of elements are in the catalogue's order. */
    private static long mask(Map<Element, ?> map) {
      long mask = 0;
      for (Element element : map.keySet()) {
        mask |= 1L << element.ordinal();
      }
      return mask;
    }
  }

  /** Takes the observations of a packet, one after another. */
  interface ObservationConsumer {
    void accept(CheckedObservation observation, long fleetMillis);
  }

  /** Passes on every observation in Kafka order; once. */
  static void read(ReceivedPacket packet, ObservationConsumer consumer) {
    BinaryReader in = packet.body();
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
        flags.put(ELEMENTS[Long.numberOfTrailingZeros(left)], StationState.flags(in.readVarInt()));
      }
      Observation observation =
          new Observation(profile.station(), profile.source(), timestamp, values, Map.of(), null);
      consumer.accept(new CheckedObservation(observation, flags), fleet);
    }
  }
}
