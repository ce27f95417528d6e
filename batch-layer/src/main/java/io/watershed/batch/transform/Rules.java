package io.watershed.batch.transform;

import io.watershed.core.alert.AlertLimits;
import io.watershed.core.consumption.ConsumptionLimits;
import io.watershed.core.problem.ProblemLimits;
import io.watershed.core.settings.Settings;
import java.io.Serializable;
import java.time.Duration;

/**
 * The limits of all rules that a recomputation applies, as they travel to Spark's tasks.
 *
 * @param consumption of registers and their agreement with flows
 * @param problems of problem meters
 * @param alerts of threshold alerts
 * @param watermark from when on a reading is late for the speed layer
 */
public record Rules(
    ConsumptionLimits consumption, ProblemLimits problems, AlertLimits alerts, Duration watermark)
    implements Serializable {

  /** The limits of the settings. */
  public static Rules from(Settings settings) {
    return new Rules(
        ConsumptionLimits.from(settings),
        ProblemLimits.from(settings),
        AlertLimits.from(settings),
        settings.duration("speed.watermark", Duration.ZERO, Duration.ofDays(30)));
  }
}
