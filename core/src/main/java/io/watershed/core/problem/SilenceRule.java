package io.watershed.core.problem;

import io.watershed.core.alert.Severity;
import io.watershed.core.consumption.MeasurementDay;
import io.watershed.core.consumption.MeterDay;
import io.watershed.core.meter.MeterType;
import io.watershed.core.reading.Measurement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Flows that were due and did not come. Only a meter that sent flows on a lookback day can fall
 * silent, so that the first day of a new meter is none; only a day that is over can be judged.
 */
final class SilenceRule {

  private final ProblemLimits limits;

  SilenceRule(ProblemLimits limits) {
    this.limits = limits;
  }

  void check(MeterDay day, long horizonMillis, List<Problem> problems) {
    Optional<MeasurementDay> flows = day.of(Measurement.FLOW);
    Optional<Duration> interval = day.meter().type().map(MeterType::flowInterval);
    ZoneId zone = day.meter().zone();
    long dayEnd = day.date().plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
    if (flows.isEmpty()
        || flows.get().before().isEmpty()
        || interval.isEmpty()
        || dayEnd > horizonMillis) {
      return;
    }
    long due = Evidence.lengthOf(day.date(), zone).dividedBy(interval.get());
    int came = flows.get().readings().size();
    if (due - came >= limits.silentShare() * due && came < due) {
      problems.add(
          new Problem(
              ProblemType.SILENT,
              came == 0 ? Severity.CRITICAL : Severity.WARNING,
              Measurement.FLOW,
              "Of " + due + " flows that were due, " + came + " came."));
    }
  }
}
