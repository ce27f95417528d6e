package io.watershed.core.station;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one station measured at one instant. (station, element, timestamp) is the identity of each
 * value; of two messages with the same identity the first counts.
 *
 * @param station where
 * @param source who sent it, such as {@code msc-swob} or {@code simulator}
 * @param timestampMillis the instant, milliseconds since the epoch
 * @param values in the elements' units; at least one
 * @param quality how far the source itself believes a value, 0 to 100; absent where it does not say
 * @param body the source's own text of this observation, verbatim; null where there is none
 */
public record Observation(
    Station station,
    String source,
    long timestampMillis,
    Map<Element, Double> values,
    Map<Element, Integer> quality,
    String body) {

  /** Copies the maps, in the catalogue's order. */
  public Observation {
    values = copy(values);
    quality = copy(quality);
  }

  private static <V> Map<Element, V> copy(Map<Element, V> map) {
    EnumMap<Element, V> copy = new EnumMap<>(Element.class);
    copy.putAll(map);
    return Collections.unmodifiableMap(copy);
  }

  /** The instant of the observation. */
  public Instant timestamp() {
    return Instant.ofEpochMilli(timestampMillis);
  }
}
