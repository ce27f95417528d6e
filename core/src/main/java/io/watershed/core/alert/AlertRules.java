package io.watershed.core.alert;

import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.quality.QualityRules;
import io.watershed.core.reading.Measurement;
import java.util.Optional;

/**
 * The threshold rules for meters, applied to one reading. Readings that are not counted raise
 * nothing.
 */
public final class AlertRules {

  private final AlertLimits limits;

  /** Rules with the given limits. */
  public AlertRules(AlertLimits limits) {
    this.limits = limits;
  }

  /** The rule that watches a measurement, if any. */
  public static Optional<MeterAlert> watching(Measurement measurement) {
    return switch (measurement) {
      case FLOW -> Optional.of(MeterAlert.HIGH_FLOW);
      case BATTERY -> Optional.of(MeterAlert.LOW_BATTERY);
      case DEVICE_TEMPERATURE, DEVICE_TEMPERATURE_MAX -> Optional.of(MeterAlert.HIGH_TEMP);
      case TOTAL,
          DEVICE_TEMPERATURE_MEDIAN,
          DEVICE_TEMPERATURE_MIN,
          RADIO_RSRP,
          RADIO_SINR,
          RADIO_RSRQ,
          SIGNAL_STRENGTH,
          LOG_STORED,
          LOG_SENT,
          MAX_FLOW_RATE,
          PRESSURE,
          COMMUNICATION_TIME,
          COMMUNICATION_TIME_OFFSET ->
          Optional.empty();
    };
  }

  /** The limit that a reading passes, or empty when it passes none. */
  public Optional<Breach> check(EnrichedReading reading) {
    if (!reading.counted()) {
      return Optional.empty();
    }
    double value = reading.reading().value();
    return watching(reading.reading().measurement())
        .flatMap(
            type ->
                switch (type) {
                  case HIGH_FLOW ->
                      limits
                          .flow(reading.meter().usageType().orElse(""))
                          .atOrAbove(
                              type, QualityRules.litresPerHour(reading.reading(), reading.meter()));
                  case HIGH_TEMP -> limits.temperatureCelsius().atOrAbove(type, value);
                  case LOW_BATTERY -> limits.batteryVolts().atOrBelow(type, value);
                });
  }
}
