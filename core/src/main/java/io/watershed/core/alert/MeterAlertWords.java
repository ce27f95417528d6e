package io.watershed.core.alert;

import io.watershed.core.meter.UsageType;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;

/**
 * The alert rules of meters in words, with their limits and the settings that hold them.
 *
 * @param limits where alerts begin
 * @param gaps when an episode ends by itself
 */
public record MeterAlertWords(AlertLimits limits, EpisodeGaps gaps) {

  /**
   * Three sentences for people.
   *
   * @param usageType who uses the meter's water; empty where nobody knows
   */
  public String of(MeterAlert type, String usageType) {
    return switch (type) {
      case HIGH_FLOW ->
          sentence(
              type,
              "The flow of a "
                  + (UsageType.RESIDENTIAL.is(usageType) ? "residential" : "non-residential")
                  + " meter",
              "reaches",
              limits.flow(usageType),
              type.unit());
      case LOW_BATTERY ->
          sentence(type, "The battery", "falls to", limits.batteryVolts(), type.unit());
      case HIGH_TEMP ->
          sentence(type, "The device's temperature", "reaches", limits.temperatureCelsius(), "°C");
    };
  }

  private String sentence(
      MeterAlert type, String what, String verb, AlertLimits.Pair limit, String unit) {
    return String.format(
        Locale.ROOT,
        "%s %s %s %s: a warning; %s %s: critical. The episode ends when it is over or after"
            + " %s without such a reading. Settings: %s.",
        what,
        verb,
        plain(limit.warning()),
        unit,
        plain(limit.critical()),
        unit,
        span(Duration.ofMillis(gaps.millisOf(type))),
        type.settingsKey());
  }

  private static String plain(double value) {
    return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(value);
  }

  private static String span(Duration gap) {
    return gap.toHours() % 24 == 0 ? gap.toDays() + " days" : gap.toHours() + " hours";
  }
}
