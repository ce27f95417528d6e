package io.watershed.core.alert;

import io.watershed.core.settings.Settings;
import java.io.Serializable;

/**
 * The limits of the alert rules. A warning begins at the first limit of a pair, a critical alert at
 * the second.
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
  public record Pair(double warning, double critical) implements Serializable {}

  /** The limits of the settings {@code alerts.*}. */
  public static AlertLimits from(Settings settings) {
    return new AlertLimits(
        pair(settings, "alerts.high-flow.residential-litres-per-hour", 0, 1e9),
        pair(settings, "alerts.high-flow.other-litres-per-hour", 0, 1e9),
        pair(settings, "alerts.low-battery.volts", 0, 1000),
        pair(settings, "alerts.high-temperature.celsius", -100, 1000));
  }

  private static Pair pair(Settings settings, String key, double least, double most) {
    return new Pair(
        settings.decimal(key + ".warning", least, most),
        settings.decimal(key + ".critical", least, most));
  }
}
