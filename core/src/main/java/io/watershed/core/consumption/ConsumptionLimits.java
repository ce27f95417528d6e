package io.watershed.core.consumption;

import io.watershed.core.settings.Settings;
import java.io.Serializable;

/**
 * What the rules about registers and their agreement with flows need to know.
 *
 * @param maximumFlowLitresPerHour the most a service pipe can carry, litres per hour
 * @param registerToleranceLitres what a register may advance beyond that, litres; the coarsest step
 *     of a register
 * @param agreementLitres up to which difference flows and register agree, litres
 * @param agreementShare or up to which share of the register's advance they agree, 0 to 1
 * @param lookbackDays how many days before a day its figures may depend on
 */
public record ConsumptionLimits(
    double maximumFlowLitresPerHour,
    double registerToleranceLitres,
    double agreementLitres,
    double agreementShare,
    int lookbackDays)
    implements Serializable {

  /** The limits of the settings {@code quality.max-flow-litres-per-hour} and {@code batch.*}. */
  public static ConsumptionLimits from(Settings settings) {
    return new ConsumptionLimits(
        settings.decimal("quality.max-flow-litres-per-hour", 1, 1e9),
        settings.decimal("batch.register-tolerance-litres", 0, 1e6),
        settings.decimal("batch.cross-check-tolerance.litres", 0, 1e9),
        settings.decimal("batch.cross-check-tolerance.share", 0, 1),
        settings.integer("batch.lookback-days", 1, 60));
  }

  /** Whether a sum of flows and a register's advance agree. */
  CrossCheck compare(double differenceLitres, double advanceLitres) {
    double allowed = Math.max(agreementLitres, agreementShare * Math.abs(advanceLitres));
    return Math.abs(differenceLitres) <= allowed ? CrossCheck.AGREES : CrossCheck.DISAGREES;
  }
}
