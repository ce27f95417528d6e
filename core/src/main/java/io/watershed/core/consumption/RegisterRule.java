package io.watershed.core.consumption;

import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.quality.QualityFlag;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which readings of a register are believed.
 *
 * <p>A register only counts up, and no faster than the pipe can carry: a reading is believed when
 * its advance over the last believed one, the baseline, lies between zero and limit × time +
 * tolerance. One below is flagged {@link QualityFlag#REGISTER_STEP_BACK}, one above {@link
 * QualityFlag#REGISTER_LEAP}. A flagged reading becomes a candidate: when the next reading goes on
 * from the candidate and not from the baseline, the meter was exchanged or its counter set anew,
 * and counting goes on from the candidate. The jump itself is never consumption; a single glitch
 * flags itself alone.
 */
public final class RegisterRule {

  private static final double MILLIS_PER_HOUR = 3_600_000;

  /** Less than this is rounding, not a step back: a millilitre. */
  private static final double NOISE_LITRES = 0.001;

  private final ConsumptionLimits limits;

  /** A rule with the given limits. */
  public RegisterRule(ConsumptionLimits limits) {
    this.limits = limits;
  }

  /**
   * Judges the readings of one register.
   *
   * @param registers the readings in event-time order, without duplicates
   */
  public RegisterHistory judge(List<EnrichedReading> registers) {
    List<EnrichedReading> judged = new ArrayList<>(registers.size());
    List<RegisterSpan> spans = new ArrayList<>(registers.size());
    EnrichedReading baseline = null;
    EnrichedReading candidate = null;
    for (EnrichedReading reading : registers) {
      if (!reading.counted()) {
        judged.add(reading);
        continue;
      }
      Optional<QualityFlag> fault =
          baseline == null ? Optional.empty() : faultOf(baseline, reading);
      EnrichedReading from = baseline;
      if (fault.isPresent() && candidate != null && faultOf(candidate, reading).isEmpty()) {
        from = candidate;
        fault = Optional.empty();
      }
      if (fault.isPresent()) {
        candidate = flagged(reading, fault.get());
        judged.add(candidate);
        continue;
      }
      if (from != null) {
        spans.add(new RegisterSpan(from, reading));
      }
      baseline = reading;
      candidate = null;
      judged.add(reading);
    }
    return new RegisterHistory(judged, spans);
  }

  private Optional<QualityFlag> faultOf(EnrichedReading from, EnrichedReading to) {
    double advance = to.reading().value() - from.reading().value();
    if (advance < -NOISE_LITRES) {
      return Optional.of(QualityFlag.REGISTER_STEP_BACK);
    }
    double hours =
        (to.reading().timestampMillis() - from.reading().timestampMillis()) / MILLIS_PER_HOUR;
    double most = limits.maximumFlowLitresPerHour() * hours + limits.registerToleranceLitres();
    return advance > most ? Optional.of(QualityFlag.REGISTER_LEAP) : Optional.empty();
  }

  private static EnrichedReading flagged(EnrichedReading reading, QualityFlag flag) {
    Set<QualityFlag> flags = EnumSet.of(flag);
    flags.addAll(reading.flags());
    return new EnrichedReading(reading.reading(), reading.meter(), flags);
  }
}
