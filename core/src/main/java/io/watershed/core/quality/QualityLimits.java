package io.watershed.core.quality;

import io.watershed.core.settings.Settings;
import java.io.Serializable;

/**
 * The physical limits that quality rules use.
 *
 * @param maximumFlowLitresPerHour the most a service pipe can carry, litres per hour
 * @param minimumBatteryVolts lowest voltage a battery sensor can show
 * @param maximumBatteryVolts highest voltage a battery sensor can show
 * @param minimumTemperatureCelsius lowest temperature a device sensor can show
 * @param maximumTemperatureCelsius highest temperature a device sensor can show
 */
public record QualityLimits(
    double maximumFlowLitresPerHour,
    double minimumBatteryVolts,
    double maximumBatteryVolts,
    double minimumTemperatureCelsius,
    double maximumTemperatureCelsius)
    implements Serializable {

  /** The limits of the settings {@code quality.*}. */
  public static QualityLimits from(Settings settings) {
    return new QualityLimits(
        settings.decimal("quality.max-flow-litres-per-hour", 1, 1e9),
        settings.decimal("quality.min-battery-volts", -1000, 1000),
        settings.decimal("quality.max-battery-volts", -1000, 1000),
        settings.decimal("quality.min-temperature-celsius", -273.15, 1000),
        settings.decimal("quality.max-temperature-celsius", -273.15, 1000));
  }
}
