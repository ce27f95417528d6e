package io.watershed.core.station;

import io.watershed.core.alert.AlertLimits.Pair;
import io.watershed.core.alert.StationAlert;
import io.watershed.core.settings.Settings;
import java.io.Serializable;
import java.time.Duration;

/**
 * The limits of the alert rules for stations. A warning begins at the first limit of a pair, a
 * critical alert at the second.
 *
 * @param riseOver the hours whose lowest level a rise counts from
 * @param riseMetres metres that the water rose
 * @param highWaterPercentile the share of its own levels above which the water of a gauge that
 *     names no level is high, 0 to 1
 * @param leastHistory how long a gauge must have been watched before that share says anything
 * @param humidex humidex, °C
 * @param heatFeelsLike feels-like temperature, °C; an alert at or above
 * @param coldFeelsLike feels-like temperature, °C; an alert at or below
 * @param silentHours hours without an observation
 */
public record StationAlertLimits(
    Duration riseOver,
    Pair riseMetres,
    double highWaterPercentile,
    Duration leastHistory,
    Pair humidex,
    Pair heatFeelsLike,
    Pair coldFeelsLike,
    Pair silentHours)
    implements Serializable {

  /**
   * The limits of the settings {@code alerts.*}.
   *
   * @throws io.watershed.core.settings.SettingsException if one is absent or out of range
   */
  public static StationAlertLimits from(Settings settings) {
    String rise = StationAlert.RAPID_RISE.settingsKey();
    String high = StationAlert.HIGH_WATER.settingsKey();
    String heat = StationAlert.HEAT.settingsKey();
    return new StationAlertLimits(
        settings.duration(rise + ".over", Duration.ofMinutes(15), Duration.ofHours(24)),
        Pair.from(settings, rise + ".metres", 0.01, 100),
        settings.decimal(high + ".percentile", 0.5, 1),
        settings.duration(high + ".least-history", Duration.ofDays(1), Duration.ofDays(30)),
        Pair.from(settings, heat + ".humidex", -100, 100),
        Pair.from(settings, heat + ".feels-like", -100, 100),
        Pair.from(settings, StationAlert.COLD.settingsKey() + ".feels-like", -150, 100),
        Pair.from(settings, StationAlert.STATION_SILENT.settingsKey() + ".hours", 0.1, 10_000));
  }
}
