package io.watershed.serving.answer;

import io.watershed.core.alert.Severity;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The fleet in numbers, whatever the time is. */
public record OverviewFigures(
    Meters meters,
    Litres litres,
    Map<Severity, Long> openAlerts,
    double readingsPerSecond,
    Flow flow,
    List<RankedSuburbAnswer> suburbs,
    List<AlertAnswer> latestAlerts) {

  /** How many meters there are; whether so many sent readings that not all were counted. */
  public record Meters(
      long known, long reporting, long unknown, boolean truncated, Duration reportingWindow) {}

  /** What the fleet used on the local day so far, and a week before. */
  public record Litres(
      double today, LocalDate date, SameWeekday sameWeekday, boolean provisional) {}

  /** What it used a week before; null where that is not known. */
  public record SameWeekday(LocalDate date, Double litres, Double untilSameTime) {}

  /** What it used by hour, and in the day before. */
  public record Flow(List<HourOfFleetAnswer> points, List<HourOfFleetAnswer> previous) {}
}
