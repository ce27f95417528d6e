package io.watershed.core.alert;

import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.quality.QualityRules;
import io.watershed.core.reading.Measurement;
import java.util.Optional;

/** The threshold rules, applied to one reading. Readings that are not counted raise nothing. */
public final class AlertRules {

  private static final String RESIDENTIAL = "Residential";

  private final AlertLimits limits;

  /** Rules with the given limits. */
  public AlertRules(AlertLimits limits) {
    this.limits = limits;
  }

  /** The rule that watches a measurement, if any. */
  public static Optional<AlertType> watching(Measurement measurement) {
    return switch (measurement) {
      case FLOW -> Optional.of(AlertType.HIGH_FLOW);
      case BATTERY -> Optional.of(AlertType.LOW_BATTERY);
      case DEVICE_TEMPERATURE, DEVICE_TEMPERATURE_MAX -> Optional.of(AlertType.HIGH_TEMP);
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
                      atOrAbove(
                          type,
                          QualityRules.litresPerHour(reading.reading(), reading.meter()),
                          flowLimits(reading));
                  case HIGH_TEMP -> atOrAbove(type, value, limits.temperatureCelsius());
                  case LOW_BATTERY -> atOrBelow(type, value, limits.batteryVolts());
                });
  }

  private AlertLimits.Pair flowLimits(EnrichedReading reading) {
    boolean residential = reading.meter().usageType().filter(RESIDENTIAL::equals).isPresent();
    return residential ? limits.residentialFlow() : limits.otherFlow();
  }

  private static Optional<Breach> atOrAbove(AlertType type, double value, AlertLimits.Pair limit) {
    if (value >= limit.critical()) {
      return Optional.of(new Breach(type, Severity.CRITICAL, value, limit.critical()));
    }
    return value >= limit.warning()
        ? Optional.of(new Breach(type, Severity.WARNING, value, limit.warning()))
        : Optional.empty();
  }

  private static Optional<Breach> atOrBelow(AlertType type, double value, AlertLimits.Pair limit) {
    if (value <= limit.critical()) {
      return Optional.of(new Breach(type, Severity.CRITICAL, value, limit.critical()));
    }
    return value <= limit.warning()
        ? Optional.of(new Breach(type, Severity.WARNING, value, limit.warning()))
        : Optional.empty();
  }
}
