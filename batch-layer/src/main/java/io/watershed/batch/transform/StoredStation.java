package io.watershed.batch.transform;

import io.watershed.core.station.CheckedObservation;
import io.watershed.core.station.StationSeries;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The distinct observations of one station, with their places in Kafka. */
final class StoredStation {

  private final List<StoredObservation> observations = new ArrayList<>();

  /** Adds the next observation of the order of {@link ObservationRows#byStation}. */
  void add(StoredObservation next) {
    int last = observations.size() - 1;
    if (last >= 0 && observations.get(last).sameInstant(next)) {
      observations.set(last, observations.get(last).merge(next));
    } else {
      observations.add(next);
    }
  }

  /**
   * The observations of a day, judged by those of the days around it.
   *
   * @param lookbackDays days before that judge it; one day after it does too
   */
  List<StoredObservation> judged(LocalDate day, int lookbackDays) {
    LocalDate first = day.minusDays(lookbackDays);
    LocalDate last = day.plusDays(ObservationView.AHEAD_DAYS);
    List<StoredObservation> window =
        observations.stream()
            .filter(stored -> !stored.day().isBefore(first) && !stored.day().isAfter(last))
            .toList();
    if (window.stream().noneMatch(stored -> stored.day().equals(day))) {
      return List.of();
    }
    List<CheckedObservation> judged =
        StationSeries.judge(window.stream().map(StoredObservation::checked).toList());
    List<StoredObservation> result = new ArrayList<>();
    for (int index = 0; index < window.size(); index++) {
      if (window.get(index).day().equals(day)) {
        result.add(window.get(index).judged(judged.get(index)));
      }
    }
    return result;
  }
}
