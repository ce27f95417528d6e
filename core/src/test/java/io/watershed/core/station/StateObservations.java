package io.watershed.core.station;

import io.watershed.core.settings.Settings;
import io.watershed.core.window.Disposition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;

/** Observations made by hand, and rules to take them by. */
final class StateObservations {

  static final long START = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();
  static final long HOUR = Duration.ofHours(1).toMillis();
  static final long QUARTER = Duration.ofMinutes(15).toMillis();
  static final StationRules RULES = StationRules.from(Settings.of(Map.of()));

  private static final ObservationRules CHECKS = new ObservationRules(50);

  private StateObservations() {}

  static CheckedObservation of(Station station, long timestampMillis, Object... namesAndValues) {
    Map<Element, Double> values = new EnumMap<>(Element.class);
    for (int index = 0; index < namesAndValues.length; index += 2) {
      values.put(
          (Element) namesAndValues[index], ((Number) namesAndValues[index + 1]).doubleValue());
    }
    Observation observation =
        new Observation(station, "simulator", timestampMillis, values, Map.of(), null);
    return new CheckedObservation(observation, CHECKS.check(observation));
  }

  static Station gauge() {
    return Station.of("G1", StationKind.GAUGE, ZoneOffset.UTC);
  }

  static Station gauge(double highWater) {
    return new Station(
        "G1",
        StationKind.GAUGE,
        "RIVER AT TOWN",
        49.5,
        -121.5,
        41.0,
        "BC",
        null,
        ZoneOffset.UTC,
        "G2",
        highWater);
  }

  static Station weather() {
    return Station.of("W1", StationKind.WEATHER, ZoneOffset.UTC);
  }

  static Disposition level(StationState state, Station gauge, long timestampMillis, double metres) {
    return state.take(
        of(gauge, timestampMillis, Element.WATER_LEVEL, metres), StationState.UNKNOWN);
  }

  /** Levels every 15 minutes from the start on. */
  static void levels(StationState state, Station gauge, double... metres) {
    for (int index = 0; index < metres.length; index++) {
      level(state, gauge, START + index * QUARTER, metres[index]);
    }
  }
}
