package io.watershed.batch.run;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How far the views of one of the fleets, meters or stations, have come. */
interface ViewState {

  /** The snapshot from which the next run looks for changes; null when it must look at all. */
  Long changesSince();

  /** The newest reading taken in, milliseconds since the epoch; null while there is none. */
  Long horizonMillis();

  /** For each local day the run whose files the tables point at. */
  SortedMap<String, String> days();

  /** The same snapshot. */
  static Optional<Long> comparedWith(Optional<? extends ViewState> state) {
    return state.flatMap(views -> Optional.ofNullable(views.changesSince()));
  }

  /** The same instant. */
  static Optional<Instant> horizon(Optional<? extends ViewState> state) {
    return state
        .flatMap(views -> Optional.ofNullable(views.horizonMillis()))
        .map(Instant::ofEpochMilli);
  }

  /** The same days. */
  static SortedSet<LocalDate> existing(Optional<? extends ViewState> state) {
    return state.map(views -> views.days().keySet()).stream()
        .flatMap(days -> days.stream())
        .map(LocalDate::parse)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
