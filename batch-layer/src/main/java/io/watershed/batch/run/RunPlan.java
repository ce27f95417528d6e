package io.watershed.batch.run;

import io.watershed.core.contract.RunMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run is going to do for one of the fleets, meters or stations.
 *
 * @param mode incremental, everything or range
 * @param targets local days to compute
 * @param existing all local days that have readings
 * @param reach which days a day's figures depend on
 * @param dataHorizon newest reading of the snapshot
 * @param endedMonths months, as {@code YYYY-MM}, some of whose days may have ended for some zone
 *     while the horizon moved on, whether or not a reading came for them
 * @param comparedWith the snapshot from which changes were looked for, if any
 * @param changesSince what the next run compares with, if known
 * @param viewHorizon newest reading the views hold afterwards, if they are whole
 */
record RunPlan(
    RunMode mode,
    SortedSet<LocalDate> targets,
    SortedSet<LocalDate> existing,
    DayReach reach,
    Instant dataHorizon,
    SortedSet<String> endedMonths,
    Optional<Long> comparedWith,
    Optional<Long> changesSince,
    Optional<Instant> viewHorizon) {

  /**
   * Plans a run.
   *
   * @param last how far the views of the fleet have come, if there was a run
   * @param unfinished days that a run which died may have published
   */
  static RunPlan of(
      RunRequest request,
      MasterSnapshot master,
      Optional<? extends ViewState> last,
      SortedSet<LocalDate> unfinished,
      DayReach reach) {
    Optional<Long> comparedWith = ViewState.comparedWith(last);
    Optional<Instant> oldHorizon = ViewState.horizon(last);
    MasterSnapshot.Changes changes = master.since(comparedWith);
    SortedSet<LocalDate> existing = ViewState.existing(last);
    existing.addAll(changes.days());
    Instant horizon = newest(oldHorizon, changes.newestEvent()).orElse(Instant.EPOCH);

    SortedSet<LocalDate> targets = new TreeSet<>(unfinished);
    if (request instanceof RunRequest.Range range) {
      existing.stream().filter(range::holds).forEach(targets::add);
      return new RunPlan(
          RunMode.RANGE,
          targets,
          existing,
          reach,
          horizon,
          new TreeSet<>(),
          comparedWith,
          comparedWith,
          oldHorizon);
    }
    targets.addAll(TargetDays.affectedBy(changes.days(), existing, reach));
    if (reach.end()) {
      targets.addAll(TargetDays.ended(existing, oldHorizon, horizon));
    }
    return new RunPlan(
        changes.everything() ? RunMode.EVERYTHING : RunMode.INCREMENTAL,
        targets,
        existing,
        reach,
        horizon,
        TargetDays.endedMonths(existing, oldHorizon, horizon),
        comparedWith,
        Optional.of(master.id()),
        Optional.of(horizon));
  }

  private static Optional<Instant> newest(Optional<Instant> one, Optional<Instant> other) {
    if (one.isPresent() && other.isPresent()) {
      return one.get().isAfter(other.get()) ? one : other;
    }
    return one.or(() -> other);
  }

  /**
   * The months, as {@code YYYY-MM}, to compute: those that the targets change and those whose
   * forecast the passing of time changes.
   */
  SortedSet<String> months() {
    return Stream.concat(
            targets.stream().map(day -> YearMonth.from(day).toString()), endedMonths.stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The horizon of the months' forecasts: up to where the views are whole. A range leaves other
   * days as they were, so it moves no forecast on; the next run does.
   */
  Instant monthHorizon() {
    return viewHorizon.orElse(dataHorizon);
  }
}
