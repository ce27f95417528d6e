package io.watershed.core.station;

import io.watershed.core.alert.AlertLimits.Pair;
import io.watershed.core.alert.Breach;
import io.watershed.core.alert.Severity;
import io.watershed.core.alert.StationAlert;
import io.watershed.core.weather.DerivedWeather;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/**
 * When what a station says, or does not say, is a reason to tell somebody. Each rule is a function
 * of values that are believed; when which of them is asked is {@link StationState}'s.
 */
public final class StationAlertRules {

  /** What a rule about heat looks at, by what it is measured with. */
  static final String HUMIDEX = "humidex";

  static final String FEELS_LIKE = "feels_like";

  /** Two high waters of a tide, which comes back after 24 h 50 min. */
  static final Duration TIDAL_DAY = Duration.ofHours(25);

  private static final double HOUR_MILLIS = TimeUnit.HOURS.toMillis(1);

  private final StationAlertLimits limits;

  /** Rules with the given limits. */
  public StationAlertRules(StationAlertLimits limits) {
    this.limits = limits;
  }

  /**
   * Water that rose by much above its lowest level of the last hours. A flood goes beyond where the
   * water was before, by half of the warning's limit at least; a tide only comes back.
   */
  Optional<Breach> rapidRise(JudgedSeries levels, int index) {
    long now = levels.time(index);
    long from = now - limits.riseOver().toMillis();
    double level = levels.value(index);
    double rise = level - levels.lowest(from, now);
    double before = levels.highest(from - TIDAL_DAY.toMillis(), from);
    if (level < before + limits.riseMetres().warning() / 2) {
      return Optional.empty();
    }
    return limits.riseMetres().atOrAbove(StationAlert.RAPID_RISE, rise);
  }

  /**
   * Water at or above the station's own level, or above what it seldom passes where the station
   * names none. The first is critical; the second happens by its nature in a share of all hours.
   */
  Optional<Breach> highWater(double level, Double own, OptionalDouble seldomPassed) {
    if (own != null) {
      return level >= own
          ? Optional.of(new Breach(StationAlert.HIGH_WATER, Severity.CRITICAL, level, own))
          : Optional.empty();
    }
    return seldomPassed.isPresent() && level > seldomPassed.getAsDouble()
        ? Optional.of(
            new Breach(
                StationAlert.HIGH_WATER, Severity.WARNING, level, seldomPassed.getAsDouble()))
        : Optional.empty();
  }

  /** Heat by the humidex. */
  Optional<Breach> humidex(DerivedWeather weather) {
    return limits.humidex().atOrAbove(StationAlert.HEAT, weather.humidex());
  }

  /** Heat by what the air feels like. */
  Optional<Breach> heat(DerivedWeather weather) {
    return limits.heatFeelsLike().atOrAbove(StationAlert.HEAT, weather.feelsLike());
  }

  /** Cold by what the air feels like: the wind chill, or the temperature where it is calm. */
  Optional<Breach> cold(DerivedWeather weather) {
    return limits.coldFeelsLike().atOrBelow(StationAlert.COLD, weather.feelsLike());
  }

  /** A sensor whose value is flagged as a flat line. */
  static Breach stuck(Element element, long sinceMillis, long timestampMillis) {
    double limit =
        SeriesLimits.of(element).flatMap(SeriesLimits::flat).orElseThrow().toMillis() / HOUR_MILLIS;
    double hours = (timestampMillis - sinceMillis) / HOUR_MILLIS;
    return new Breach(StationAlert.SENSOR_STUCK, Severity.WARNING, hours, limit);
  }

  /**
   * A station that has been silent.
   *
   * @param lastMillis its newest observation, milliseconds since the epoch
   * @param fleetMillis what the stations of its source have reached
   */
  public Optional<Breach> silent(long lastMillis, long fleetMillis) {
    Pair hours = limits.silentHours();
    return hours.atOrAbove(StationAlert.STATION_SILENT, (fleetMillis - lastMillis) / HOUR_MILLIS);
  }
}
