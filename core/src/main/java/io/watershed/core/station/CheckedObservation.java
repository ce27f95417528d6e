package io.watershed.core.station;

import io.watershed.core.time.LocalDays;
import io.watershed.core.weather.DerivedWeather;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An observation and what the rules that look at one observation say of its values.
 *
 * @param observation the observation
 * @param flags the flags of each value that has any
 */
public record CheckedObservation(
    Observation observation, Map<Element, Set<ObservationFlag>> flags) {

  /** Copies the map, in the catalogue's order. */
  public CheckedObservation {
    EnumMap<Element, Set<ObservationFlag>> copy = new EnumMap<>(Element.class);
    copy.putAll(flags);
    flags = Collections.unmodifiableMap(copy);
  }

  /** Whether the value of an element is there and counts. */
  public boolean counted(Element element) {
    if (!observation.values().containsKey(element)) {
      return false;
    }
    for (ObservationFlag flag : flags.getOrDefault(element, Set.of())) {
      if (flag.excludes()) {
        return false;
      }
    }
    return true;
  }

  /** The value of an element where it counts, otherwise NaN. */
  public double believed(Element element) {
    return counted(element) ? observation.values().get(element) : Double.NaN;
  }

  /**
   * This observation with the elements that another one of the same station and instant has beyond
   * its own, and their flags.
   *
   * @return this observation itself if the other adds nothing: then the other is a duplicate
   */
  public CheckedObservation merge(CheckedObservation later) {
    EnumMap<Element, Double> values = new EnumMap<>(Element.class);
    values.putAll(later.observation.values());
    values.keySet().removeAll(observation.values().keySet());
    if (values.isEmpty()) {
      return this;
    }
    EnumMap<Element, Integer> quality = new EnumMap<>(Element.class);
    quality.putAll(later.observation.quality());
    EnumMap<Element, Set<ObservationFlag>> merged = new EnumMap<>(Element.class);
    merged.putAll(later.flags);
    quality.keySet().retainAll(values.keySet());
    merged.keySet().retainAll(values.keySet());
    values.putAll(observation.values());
    quality.putAll(observation.quality());
    merged.putAll(flags);
    return new CheckedObservation(
        new Observation(
            observation.station(),
            observation.source(),
            observation.timestampMillis(),
            values,
            quality,
            observation.body()),
        merged);
  }

  /** What follows from the believed values of the instant. */
  public DerivedWeather derived() {
    return DerivedWeather.of(
        believed(Element.AIR_TEMP),
        believed(Element.DEW_POINT),
        believed(Element.REL_HUM),
        believed(Element.WIND_SPEED));
  }

  /** The flags as tables hold them, each {@code element:FLAG}, in the catalogue's order. */
  public List<String> flagNames() {
    List<String> names = new ArrayList<>();
    flags.forEach(
        (element, set) ->
            set.stream().sorted().forEach(flag -> names.add(element.wireName() + ":" + flag)));
    return names;
  }

  /**
   * Flags from the names that {@link #flagNames} gives.
   *
   * @throws IllegalArgumentException if a name is none
   */
  public static Map<Element, Set<ObservationFlag>> flagsOf(Iterable<String> names) {
    Map<Element, Set<ObservationFlag>> flags = new EnumMap<>(Element.class);
    for (String name : names) {
      int colon = name.indexOf(':');
      Element element =
          Element.ofWireName(name.substring(0, Math.max(0, colon)))
              .orElseThrow(() -> new IllegalArgumentException("no flag of an element: " + name));
      flags
          .computeIfAbsent(element, absent -> EnumSet.noneOf(ObservationFlag.class))
          .add(ObservationFlag.valueOf(name.substring(colon + 1)));
    }
    return flags;
  }

  /** The local day of the station that the observation belongs to. */
  public LocalDate localDate() {
    return LocalDays.dayOf(observation.timestampMillis(), observation.station().zone());
  }
}
