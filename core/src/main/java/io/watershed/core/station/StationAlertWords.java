package io.watershed.core.station;

import io.watershed.core.alert.AlertLimits.Pair;
import io.watershed.core.alert.StationAlert;
import java.time.Duration;
import java.util.Locale;

/** The alert rules of stations in words, with their limits and the settings that hold them. */
public final class StationAlertWords {

  private StationAlertWords() {}

  /** One or two sentences for people. */
  public static String of(StationAlert type, StationAlertLimits limits) {
    String words =
        switch (type) {
          case RAPID_RISE ->
              "The water rises within "
                  + hours(limits.riseOver())
                  + " by"
                  + levels(limits.riseMetres(), type)
                  + ", beyond where it was in the "
                  + hours(StationAlertRules.TIDAL_DAY)
                  + " before.";
          case HIGH_WATER ->
              String.format(
                  Locale.ROOT,
                  "The water reaches the station's own level: critical; where it names none, it is"
                      + " above %.0f %% of its own levels of the last %d days, of %d days at least:"
                      + " a warning.",
                  limits.highWaterPercentile() * 100,
                  LevelRecord.DAYS_KEPT,
                  limits.leastHistory().toDays());
          case HEAT ->
              "The humidex reaches"
                  + levels(limits.humidex(), type)
                  + ", or the feels-like temperature"
                  + levels(limits.heatFeelsLike(), type)
                  + ".";
          case COLD ->
              "The wind chill, or the temperature where it is calm, falls to"
                  + levels(limits.coldFeelsLike(), type)
                  + ".";
          case SENSOR_STUCK ->
              "A temperature or a pressure shows the same number for "
                  + hours(flat(Element.AIR_TEMP))
                  + ", a water level for "
                  + hours(flat(Element.WATER_LEVEL))
                  + ".";
          case STATION_SILENT ->
              "Nothing is heard for"
                  + levels(limits.silentHours(), type)
                  + ", while half of the stations of its source went on.";
        };
    // How long one number is possible is no setting: it depends on the element.
    return type == StationAlert.SENSOR_STUCK
        ? words
        : words + " Settings: " + type.settingsKey() + ".";
  }

  private static Duration flat(Element element) {
    return SeriesLimits.of(element).flatMap(SeriesLimits::flat).orElseThrow();
  }

  private static String levels(Pair limit, StationAlert type) {
    return String.format(
        Locale.ROOT,
        " %s %s: a warning; %s %s: critical",
        plain(limit.warning()),
        type.unit(),
        plain(limit.critical()),
        type.unit());
  }

  private static String plain(double value) {
    return value == Math.rint(value)
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%s", value);
  }

  private static String hours(Duration span) {
    return span.toMinutes() % 60 == 0 ? span.toHours() + " hours" : span.toMinutes() + " minutes";
  }
}
