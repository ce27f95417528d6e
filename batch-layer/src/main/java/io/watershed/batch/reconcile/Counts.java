package io.watershed.batch.reconcile;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Numbers of things by the hour of their arrival (UTC) and by a kind. */
final class Counts<K extends Comparable<K>> {

  private final Map<Instant, Map<K, Long>> byHour = new TreeMap<>();

  /** Adds to the number of a kind in the hour that an instant lies in. */
  void add(Instant arrival, K kind, long number) {
    if (number != 0) {
      byHour
          .computeIfAbsent(arrival.truncatedTo(ChronoUnit.HOURS), hour -> new TreeMap<>())
          .merge(kind, number, Long::sum);
    }
  }

  /** The number of a kind in an hour. */
  long of(Instant hour, K kind) {
    return byHour.getOrDefault(hour, Map.of()).getOrDefault(kind, 0L);
  }

  /** The numbers of all kinds in an hour. */
  Map<K, Long> of(Instant hour) {
    return byHour.getOrDefault(hour, Map.of());
  }

  /** The number of a kind in all hours. */
  long total(K kind) {
    return byHour.values().stream().mapToLong(kinds -> kinds.getOrDefault(kind, 0L)).sum();
  }

  /** The number of all kinds in all hours. */
  long total() {
    return byHour.values().stream()
        .flatMap(kinds -> kinds.values().stream())
        .mapToLong(n -> n)
        .sum();
  }

  /** Visits the hours in their order. */
  void forEachHour(BiConsumer<Instant, Map<K, Long>> visitor) {
    byHour.forEach(visitor);
  }
}
