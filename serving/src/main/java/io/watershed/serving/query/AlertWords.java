package io.watershed.serving.query;

import io.watershed.core.alert.AlertLimits;
import io.watershed.core.alert.AlertType;
import io.watershed.core.alert.EpisodeGaps;
import io.watershed.core.settings.Settings;
import io.watershed.core.station.StationAlertLimits;
import io.watershed.core.station.StationAlertWords;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;

/** The rules of alerts in words. */
final class AlertWords {

  private final EpisodeGaps gaps;
  private final AlertLimits limits;
  private final StationAlertLimits stationLimits;

  /** The rules of the settings. */
  AlertWords(Settings settings) {
    this.gaps = EpisodeGaps.from(settings);
    this.limits = AlertLimits.from(settings);
    this.stationLimits = StationAlertLimits.from(settings);
  }

  /** The rule in words, with its limits and the setting that changes them. */
  String of(AlertType type, String usageType) {
    return switch (type) {
      case HIGH_FLOW -> {
        boolean home = usageType.equals("Residential");
        AlertLimits.Pair limit = home ? limits.residentialFlow() : limits.otherFlow();
        yield sentence(
            "The flow of a " + (home ? "residential" : "non-residential") + " meter",
            "reaches",
            limit,
            "L/h",
            type,
            "alerts.high-flow");
      }
      case LOW_BATTERY ->
          sentence(
              "The battery", "falls to", limits.batteryVolts(), "V", type, "alerts.low-battery");
      case HIGH_TEMP ->
          sentence(
              "The device's temperature",
              "reaches",
              limits.temperatureCelsius(),
              "°C",
              type,
              "alerts.high-temperature");
      case RAPID_RISE, HIGH_WATER, HEAT, COLD, SENSOR_STUCK, STATION_SILENT ->
          StationAlertWords.of(type, stationLimits);
    };
  }

  private String sentence(
      String what, String verb, AlertLimits.Pair limit, String unit, AlertType type, String key) {
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
        key);
  }

  private static String plain(double value) {
    return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(value);
  }

  private static String span(Duration gap) {
    return gap.toHours() % 24 == 0 ? gap.toDays() + " days" : gap.toHours() + " hours";
  }
}
