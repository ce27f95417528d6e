package io.watershed.core.problem;

import io.watershed.core.alert.Severity;
import io.watershed.core.consumption.CrossCheck;
import io.watershed.core.consumption.MeasurementDay;
import io.watershed.core.consumption.MeterDay;
import io.watershed.core.consumption.RegisterComparison;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.quality.QualityFlag;
import io.watershed.core.quality.QualityRules;
import io.watershed.core.reading.Measurement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Problems of the register, and of flows and register together. */
final class RegisterProblems {

  private final ProblemLimits limits;

  RegisterProblems(ProblemLimits limits) {
    this.limits = limits;
  }

  void check(MeterDay day, List<Problem> problems) {
    Optional<MeasurementDay> flows = day.of(Measurement.FLOW);
    Optional<RegisterComparison> comparison =
        flows.flatMap(flow -> flow.statistics().comparison()).filter(RegisterComparison::checked);
    boolean registerStuck = comparison.filter(this::standsStillThoughWaterFlows).isPresent();
    if (registerStuck) {
      problems.add(stuckRegister(comparison.get()));
    } else {
      flows.flatMap(flow -> repeatedFlow(flow.readings())).ifPresent(problems::add);
    }
    comparison
        .filter(compared -> compared.verdict() == CrossCheck.DISAGREES)
        .ifPresent(compared -> problems.add(mismatch(compared)));
    day.of(Measurement.TOTAL)
        .flatMap(register -> registerFault(register.readings()))
        .ifPresent(problems::add);
  }

  /**
   * A register is a counter driven by the same water as the flows: when litres passed and it did
   * not move at all, it is the register that stands.
   */
  private boolean standsStillThoughWaterFlows(RegisterComparison comparison) {
    return comparison.advanceLitres() == 0
        && comparison.differenceLitres() >= limits.stuckFlowLitres();
  }

  private static Problem stuckRegister(RegisterComparison comparison) {
    return new Problem(
        ProblemType.STUCK_METER,
        Severity.WARNING,
        Measurement.TOTAL,
        "The register stood still while "
            + Evidence.number(comparison.differenceLitres())
            + " L flowed.");
  }

  /**
   * Use varies from one interval to the next. The same value other than zero for half a day is a
   * sensor that repeats itself. (A steady leak in whole litres varies too as soon as anybody draws
   * water.)
   */
  private Optional<Problem> repeatedFlow(List<EnrichedReading> flows) {
    Duration run = Duration.ZERO;
    Duration longest = Duration.ZERO;
    EnrichedReading longestEnd = null;
    double value = Double.NaN;
    for (EnrichedReading flow : flows) {
      double current = flow.reading().value();
      Duration interval = QualityRules.flowInterval(flow.reading(), flow.meter());
      run = current != 0 && current == value ? run.plus(interval) : interval;
      value = current;
      if (current != 0 && run.compareTo(longest) > 0) {
        longest = run;
        longestEnd = flow;
      }
    }
    if (longestEnd == null || longest.compareTo(limits.stuckDuration()) < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            ProblemType.STUCK_METER,
            Severity.WARNING,
            Measurement.FLOW,
            "The flow repeated the value "
                + Evidence.number(longestEnd.reading().value())
                + " L for "
                + Evidence.span(longest)
                + " until "
                + Evidence.clock(longestEnd)
                + "."));
  }

  private static Problem mismatch(RegisterComparison comparison) {
    double flows = comparison.advanceLitres() + comparison.differenceLitres();
    return new Problem(
        ProblemType.REGISTER_MISMATCH,
        Severity.WARNING,
        Measurement.FLOW,
        "The interval flows sum up to "
            + Evidence.number(flows)
            + " L, the register advanced "
            + Evidence.number(comparison.advanceLitres())
            + " L over the same time: a difference of "
            + Evidence.number(comparison.differenceLitres())
            + " L.");
  }

  private static Optional<Problem> registerFault(List<EnrichedReading> registers) {
    Flagged back = Flagged.of(registers, QualityFlag.REGISTER_STEP_BACK);
    Flagged leaps = Flagged.of(registers, QualityFlag.REGISTER_LEAP);
    if (back.count() + leaps.count() == 0) {
      return Optional.empty();
    }
    double lowest = Math.min(back.lowest(), leaps.lowest());
    double highest = Math.max(back.highest(), leaps.highest());
    return Optional.of(
        new Problem(
            ProblemType.REGISTER_FAULT,
            Severity.WARNING,
            Measurement.TOTAL,
            "The register stepped back "
                + Evidence.count(back.count(), "time", "times")
                + " and leapt "
                + Evidence.count(leaps.count(), "time", "times")
                + "; readings not believed lie between "
                + Evidence.number(lowest)
                + " and "
                + Evidence.number(highest)
                + " L."));
  }
}
