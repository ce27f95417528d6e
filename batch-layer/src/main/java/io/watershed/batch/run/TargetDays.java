package io.watershed.batch.run;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which local days must be computed anew. */
final class TargetDays {

  /** The zones whose midnights come first and last. */
  private static final ZoneOffset EARLIEST = ZoneOffset.ofHours(14);

  private static final ZoneOffset LATEST = ZoneOffset.ofHours(-12);

  private TargetDays() {}

  /**
   * The days that a change of some days changes: themselves and those that depend on them.
   *
   * @param existing all days that have readings
   */
  static SortedSet<LocalDate> affectedBy(
      Collection<LocalDate> changed, SortedSet<LocalDate> existing, DayReach reach) {
    SortedSet<LocalDate> affected = new TreeSet<>();
    for (LocalDate day : changed) {
      affected.addAll(
          existing.subSet(day.minusDays(reach.ahead()), day.plusDays(reach.lookback() + 1L)));
    }
    return affected;
  }

  /**
   * The days that ended, for some zone, while the horizon moved on: only now can be said who was
   * silent on them.
   */
  static SortedSet<LocalDate> ended(
      SortedSet<LocalDate> existing, Optional<Instant> oldHorizon, Instant newHorizon) {
    SortedSet<LocalDate> ended = new TreeSet<>();
    if (oldHorizon.isPresent() && !newHorizon.isAfter(oldHorizon.get())) {
      return ended;
    }
    for (LocalDate day : existing) {
      Instant firstEnd = day.plusDays(1).atStartOfDay().toInstant(EARLIEST);
      Instant lastEnd = day.plusDays(1).atStartOfDay().toInstant(LATEST);
      boolean stillGoingOn = oldHorizon.map(lastEnd::isAfter).orElse(true);
      if (stillGoingOn && !firstEnd.isAfter(newHorizon)) {
        ended.add(day);
      }
    }
    return ended;
  }

  /**
   * The months with readings of which any day, with or without readings, may have ended for some
   * zone while the horizon moved on: a month's forecast says which of its days are over.
   */
  static SortedSet<String> endedMonths(
      SortedSet<LocalDate> existing, Optional<Instant> oldHorizon, Instant newHorizon) {
    SortedSet<String> months = new TreeSet<>();
    if (oldHorizon.isPresent() && !newHorizon.isAfter(oldHorizon.get())) {
      return months;
    }
    for (LocalDate day : existing) {
      YearMonth month = YearMonth.from(day);
      Instant lastEnd = month.plusMonths(1).atDay(1).atStartOfDay().toInstant(LATEST);
      if (oldHorizon.map(lastEnd::isAfter).orElse(true)) {
        months.add(month.toString());
      }
    }
    return months;
  }

  /** The days that must be read to compute some days. */
  static SortedSet<LocalDate> inputOf(
      Collection<LocalDate> targets, SortedSet<LocalDate> existing, DayReach reach) {
    SortedSet<LocalDate> input = new TreeSet<>();
    for (LocalDate day : targets) {
      input.addAll(
          existing.subSet(day.minusDays(reach.lookback()), day.plusDays(reach.ahead() + 1L)));
    }
    return input;
  }
}
