package io.watershed.core.problem;

import io.watershed.core.settings.Settings;
import java.io.Serializable;
import java.time.Duration;

/**
 * Where problems begin.
 *
 * @param nightFromHour local hour at which the night's observation begins
 * @param nightToHour local hour at which it ends
 * @param leakCoverage the share of the flows due that must be there to speak of a leak, 0 to 1
 * @param criticalLeakLitresPerHour from which smallest rate over a whole day a leak is critical
 * @param burstDuration how long the flow must stay above the critical alert limit
 * @param stuckFlowLitres how much must have flowed past a register that stands still, litres
 * @param stuckDuration how long one and the same flow value must repeat
 * @param batteryDeclineVolts a fall within the lookback days that is worth a warning, volts
 * @param silentShare which share of a day's flows must be missing, 0 to 1
 */
public record ProblemLimits(
    int nightFromHour,
    int nightToHour,
    double leakCoverage,
    double criticalLeakLitresPerHour,
    Duration burstDuration,
    double stuckFlowLitres,
    Duration stuckDuration,
    double batteryDeclineVolts,
    double silentShare)
    implements Serializable {

  /** The limits of the settings {@code problems.*}. */
  public static ProblemLimits from(Settings settings) {
    int nightFrom = settings.integer("problems.continuous-leak.night-from-hour", 0, 22);
    return new ProblemLimits(
        nightFrom,
        settings.integer("problems.continuous-leak.night-to-hour", nightFrom + 1, 23),
        settings.decimal("problems.continuous-leak.coverage", 0.1, 1),
        settings.decimal("problems.continuous-leak.critical-litres-per-hour", 0, 1e9),
        settings.duration("problems.burst.duration", Duration.ofMinutes(1), Duration.ofDays(1)),
        settings.decimal("problems.stuck-meter.flow-litres", 0, 1e9),
        settings.duration(
            "problems.stuck-meter.repeat-duration", Duration.ofHours(1), Duration.ofDays(1)),
        settings.decimal("problems.low-battery.decline-volts", 0.001, 100),
        settings.decimal("problems.silent.missing-share", 0.01, 1));
  }
}
