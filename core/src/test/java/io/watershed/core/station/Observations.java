package io.watershed.core.station;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;

/** Observations of one gauge for tests. */
final class Observations {

  private static final Station GAUGE = Station.of("08MF005", StationKind.GAUGE, ZoneOffset.UTC);

  private Observations() {}

  /** What the gauge measured at a time of the day 2026-05-01 such as 10:15. */
  static CheckedObservation at(String time, Map<Element, Double> values) {
    return at(time, values, Map.of());
  }

  static CheckedObservation at(
      String time, Map<Element, Double> values, Map<Element, Set<ObservationFlag>> flags) {
    long millis = Instant.parse("2026-05-01T" + time + ":00Z").toEpochMilli();
    return new CheckedObservation(
        new Observation(GAUGE, "test", millis, values, Map.of(), null), flags);
  }

  static CheckedObservation level(String time, double metres) {
    return at(time, Map.of(Element.WATER_LEVEL, metres));
  }

  /** A level that no rule believes. */
  static CheckedObservation doubtful(String time, double metres) {
    return at(
        time,
        Map.of(Element.WATER_LEVEL, metres),
        Map.of(Element.WATER_LEVEL, Set.of(ObservationFlag.SOURCE_DOUBT)));
  }
}
