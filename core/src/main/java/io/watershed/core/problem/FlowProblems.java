package io.watershed.core.problem;

import io.watershed.core.alert.AlertRules;
import io.watershed.core.alert.Breach;
import io.watershed.core.alert.Severity;
import io.watershed.core.consumption.MeterDay;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.quality.QualityFlag;
import io.watershed.core.quality.QualityRules;
import io.watershed.core.reading.Measurement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Problems that a day's interval flows show by their size: too much, too long, backwards. */
final class FlowProblems {

  private final ProblemLimits limits;
  private final AlertRules alerts;

  FlowProblems(ProblemLimits limits, AlertRules alerts) {
    this.limits = limits;
    this.alerts = alerts;
  }

  void check(MeterDay day, List<Problem> problems) {
    day.of(Measurement.FLOW)
        .ifPresent(
            flows -> {
              highFlow(flows.readings(), problems);
              burst(flows.readings(), problems);
              reverseFlow(flows.readings(), problems);
              implausible(flows.readings(), problems);
            });
  }

  private void highFlow(List<EnrichedReading> flows, List<Problem> problems) {
    EnrichedReading peak = null;
    Breach peakBreach = null;
    long beyond = 0;
    for (EnrichedReading flow : flows) {
      Optional<Breach> breach = alerts.check(flow);
      if (breach.isPresent()) {
        beyond++;
        if (peakBreach == null || breach.get().measured() > peakBreach.measured()) {
          peak = flow;
          peakBreach = breach.get();
        }
      }
    }
    if (peak != null) {
      problems.add(
          problem(
              ProblemType.HIGH_FLOW,
              peakBreach.severity(),
              "The highest flow was "
                  + Evidence.number(peakBreach.measured())
                  + " L/h at "
                  + Evidence.clock(peak)
                  + ", the limit is "
                  + Evidence.number(peakBreach.limit())
                  + " L/h; "
                  + Evidence.count(beyond, "reading", "readings")
                  + " passed the first limit."));
    }
  }

  private void burst(List<EnrichedReading> flows, List<Problem> problems) {
    Duration longest = Duration.ZERO;
    EnrichedReading longestEnd = null;
    Duration current = Duration.ZERO;
    long currentEnd = Long.MIN_VALUE;
    double litres = 0;
    double longestLitres = 0;
    for (EnrichedReading flow : flows) {
      boolean critical =
          alerts.check(flow).filter(breach -> breach.severity() == Severity.CRITICAL).isPresent();
      if (!critical) {
        currentEnd = Long.MIN_VALUE;
        continue;
      }
      Duration interval = QualityRules.flowInterval(flow.reading(), flow.meter());
      boolean goesOn =
          currentEnd != Long.MIN_VALUE
              && flow.reading().timestampMillis() - currentEnd <= interval.toMillis() * 3 / 2;
      current = goesOn ? current.plus(interval) : interval;
      litres = (goesOn ? litres : 0) + flow.reading().value();
      currentEnd = flow.reading().timestampMillis();
      if (current.compareTo(longest) > 0) {
        longest = current;
        longestEnd = flow;
        longestLitres = litres;
      }
    }
    if (longestEnd != null && longest.compareTo(limits.burstDuration()) >= 0) {
      problems.add(
          problem(
              ProblemType.BURST,
              Severity.CRITICAL,
              "The flow stayed above the critical limit for "
                  + Evidence.span(longest)
                  + " until "
                  + Evidence.clock(longestEnd)
                  + "; "
                  + Evidence.number(longestLitres)
                  + " L passed in that time."));
    }
  }

  private static void reverseFlow(List<EnrichedReading> flows, List<Problem> problems) {
    Flagged reverse = Flagged.of(flows, QualityFlag.NEGATIVE_FLOW);
    if (reverse.count() > 0) {
      problems.add(
          problem(
              ProblemType.REVERSE_FLOW,
              Severity.WARNING,
              Evidence.count(reverse.count(), "interval flow is", "interval flows are")
                  + " negative, down to "
                  + Evidence.number(reverse.lowest())
                  + " L."));
    }
  }

  private static void implausible(List<EnrichedReading> flows, List<Problem> problems) {
    Flagged impossible = Flagged.of(flows, QualityFlag.FLOW_ABOVE_LIMIT);
    if (impossible.count() > 0) {
      problems.add(
          problem(
              ProblemType.IMPLAUSIBLE_VALUES,
              Severity.WARNING,
              Evidence.count(impossible.count(), "interval flow is", "interval flows are")
                  + " more than the pipe can carry, up to "
                  + Evidence.number(impossible.highest())
                  + " L."));
    }
  }

  private static Problem problem(ProblemType type, Severity severity, String evidence) {
    return new Problem(type, severity, Measurement.FLOW, evidence);
  }
}
