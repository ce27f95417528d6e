package io.watershed.core.alert;

import io.watershed.core.meter.UsageType;
import io.watershed.core.settings.Settings;
import java.io.Serializable;
import java.util.Optional;

/**
 * The limits of the alert rules for meters. A warning begins at the first limit of a pair, a
 * critical alert at the second.
 *
 * @param residentialFlow litres per hour, for residential meters
 * @param otherFlow litres per hour, for every other usage
 * @param batteryVolts volts; an alert at or below
 * @param temperatureCelsius degrees Celsius; an alert at or above
 */
public record AlertLimits(
    Pair residentialFlow, Pair otherFlow, Pair batteryVolts, Pair temperatureCelsius)
    implements Serializable {

  /** Where a warning and where a critical alert begins. */
  public record Pair(double warning, double critical) implements Serializable {

    /** A pair of the settings {@code key.warning} and {@code key.critical}. */
    public static Pair from(Settings settings, String key, double least, double most) {
      return new Pair(
          settings.decimal(key + ".warning", least, most),
          settings.decimal(key + ".critical", least, most));
    }

    /** The breach of a value at or above one of the limits. */
    public Optional<Breach> atOrAbove(AlertType type, double value) {
      if (value >= critical) {
        return Optional.of(new Breach(type, Severity.CRITICAL, value, critical));
      }
      return value >= warning
          ? Optional.of(new Breach(type, Severity.WARNING, value, warning))
          : Optional.empty();
    }

    /** The breach of a value at or below one of the limits. */
    public Optional<Breach> atOrBelow(AlertType type, double value) {
      if (value <= critical) {
        return Optional.of(new Breach(type, Severity.CRITICAL, value, critical));
      }
      return value <= warning
          ? Optional.of(new Breach(type, Severity.WARNING, value, warning))
          : Optional.empty();
    }
  }

  /** The limits of the flow, litres per hour, for a meter of a usage; empty where none is known. */
  public Pair flow(String usageType) {
    return UsageType.RESIDENTIAL.is(usageType) ? residentialFlow : otherFlow;
  }

  /** The limits of the settings {@code alerts.*}. */
  public static AlertLimits from(Settings settings) {
    return new AlertLimits(
        Pair.from(
            settings, MeterAlert.HIGH_FLOW.settingsKey() + ".residential-litres-per-hour", 0, 1e9),
        Pair.from(settings, MeterAlert.HIGH_FLOW.settingsKey() + ".other-litres-per-hour", 0, 1e9),
        Pair.from(settings, MeterAlert.LOW_BATTERY.settingsKey() + ".volts", 0, 1000),
        Pair.from(settings, MeterAlert.HIGH_TEMP.settingsKey() + ".celsius", -100, 1000));
  }
}
