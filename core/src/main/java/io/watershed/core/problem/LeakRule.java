package io.watershed.core.problem;

import io.watershed.core.alert.Severity;
import io.watershed.core.consumption.MeterDay;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.quality.QualityRules;
import io.watershed.core.reading.Measurement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * Water that never stops. People sleep and machines finish; a pipe that leaks does neither, so a
 * flow that is never zero between two and four at night is a hint, and one that is never zero for
 * the whole day is a leak. The smallest rate is the leak's own, since other use only adds to it.
 */
final class LeakRule {

  private final ProblemLimits limits;

  LeakRule(ProblemLimits limits) {
    this.limits = limits;
  }

  void check(MeterDay day, List<Problem> problems) {
    day.of(Measurement.FLOW).ifPresent(flows -> check(day, flows.readings(), problems));
  }

  private void check(MeterDay day, List<EnrichedReading> flows, List<Problem> problems) {
    ZoneId zone = day.meter().zone();
    LocalDate date = day.date();
    double wholeDay =
        smallestRate(
            flows,
            date.atStartOfDay(zone).toInstant().toEpochMilli(),
            date.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli());
    if (wholeDay > 0) {
      Severity severity =
          wholeDay >= limits.criticalLeakLitresPerHour() ? Severity.CRITICAL : Severity.WARNING;
      problems.add(
          leak(
              severity,
              "The flow was never zero in the whole day; its smallest rate was "
                  + Evidence.number(wholeDay)
                  + " L/h."));
      return;
    }
    double night =
        smallestRate(
            flows,
            date.atTime(limits.nightFromHour(), 0).atZone(zone).toInstant().toEpochMilli(),
            date.atTime(limits.nightToHour(), 0).atZone(zone).toInstant().toEpochMilli());
    if (night > 0) {
      problems.add(
          leak(
              Severity.INFO,
              "The flow was never zero from "
                  + limits.nightFromHour()
                  + " to "
                  + limits.nightToHour()
                  + " at night; its smallest rate was "
                  + Evidence.number(night)
                  + " L/h."));
    }
  }

  private static Problem leak(Severity severity, String evidence) {
    return new Problem(ProblemType.CONTINUOUS_LEAK, severity, Measurement.FLOW, evidence);
  }

  /** The smallest rate of the flows that lie within a time, or 0 when too few of them are there. */
  private double smallestRate(List<EnrichedReading> flows, long fromMillis, long toMillis) {
    double smallest = Double.POSITIVE_INFINITY;
    long coveredMillis = 0;
    for (EnrichedReading flow : flows) {
      Duration interval = QualityRules.flowInterval(flow.reading(), flow.meter());
      long end = flow.reading().timestampMillis();
      // The first interval of a day began on the day before: a day is known by its readings.
      if (end < fromMillis || end > toMillis || !flow.counted()) {
        continue;
      }
      smallest = Math.min(smallest, QualityRules.litresPerHour(flow.reading(), flow.meter()));
      coveredMillis += interval.toMillis();
    }
    boolean enough = coveredMillis >= limits.leakCoverage() * (toMillis - fromMillis);
    return enough && smallest > 0 && smallest < Double.POSITIVE_INFINITY ? smallest : 0;
  }
}
