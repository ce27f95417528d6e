package io.watershed.core.station;

import io.watershed.core.time.LocalDays;
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
