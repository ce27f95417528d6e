package io.watershed.core.consumption;

import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.reading.Measurement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The distinct readings of one meter, by measurement and local day. Not safe for several threads.
 */
public final class MeterReadings {

  private final Map<Measurement, NavigableMap<LocalDate, List<EnrichedReading>>> days =
      new EnumMap<>(Measurement.class);

  /**
   * Adds a reading. Readings of one measurement come in event-time order and without duplicates.
   *
   * @param day the local day it belongs to
   */
  public void add(LocalDate day, EnrichedReading reading) {
    days.computeIfAbsent(reading.reading().measurement(), measurement -> new TreeMap<>())
        .computeIfAbsent(day, date -> new ArrayList<>())
        .add(reading);
  }

  /** The measurements there are readings of. */
  public Set<Measurement> measurements() {
    return Collections.unmodifiableSet(days.keySet());
  }

  /** The readings of a day, in the order in which they were added. */
  public List<EnrichedReading> on(Measurement measurement, LocalDate day) {
    NavigableMap<LocalDate, List<EnrichedReading>> byDay = days.get(measurement);
    return byDay == null
        ? List.of()
        : Collections.unmodifiableList(byDay.getOrDefault(day, List.of()));
  }

  /** The readings of all days from one to another, both included. */
  List<EnrichedReading> between(Measurement measurement, LocalDate first, LocalDate last) {
    NavigableMap<LocalDate, List<EnrichedReading>> byDay = days.get(measurement);
    if (byDay == null) {
      return List.of();
    }
    List<EnrichedReading> window = new ArrayList<>();
    byDay.subMap(first, true, last, true).values().forEach(window::addAll);
    return window;
  }
}
