package io.watershed.core.problem;

import io.watershed.core.alert.AlertLimits;
import io.watershed.core.alert.AlertRules;
import io.watershed.core.consumption.MeterDay;
import io.watershed.core.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/** Looks for problems in a meter's day. Immutable; may be shared between threads. */
public final class ProblemRules {

  private final LeakRule leaks;
  private final FlowProblems flows;
  private final RegisterProblems registers;
  private final DeviceProblems devices;
  private final SilenceRule silence;

  /** Rules with the given limits. */
  public ProblemRules(ProblemLimits limits, AlertLimits alertLimits) {
    AlertRules alerts = new AlertRules(alertLimits);
    this.leaks = new LeakRule(limits);
    this.flows = new FlowProblems(limits, alerts);
    this.registers = new RegisterProblems(limits);
    this.devices = new DeviceProblems(limits, alerts);
    this.silence = new SilenceRule(limits);
  }

  /** The rules of the settings {@code problems.*} and {@code alerts.*}. */
  public static ProblemRules from(Settings settings) {
    return new ProblemRules(ProblemLimits.from(settings), AlertLimits.from(settings));
  }

  /**
   * The problems of a day, at most one of each type and measurement.
   *
   * @param horizonMillis the instant up to which readings have come in, milliseconds since the
   *     epoch; a day that has not ended by then cannot be called silent
   */
  public List<Problem> check(MeterDay day, long horizonMillis) {
    List<Problem> problems = new ArrayList<>();
    leaks.check(day, problems);
    flows.check(day, problems);
    registers.check(day, problems);
    devices.check(day, problems);
    silence.check(day, horizonMillis, problems);
    return problems;
  }
}
