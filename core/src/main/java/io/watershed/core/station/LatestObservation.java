package io.watershed.core.station;

import io.watershed.core.weather.DerivedWeather;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a station stands at its newest observation.
 *
 * @param newest that observation
 * @param values the newest believed value of each element that has one within a day
 * @param derived what follows from the newest instant within a day whose temperature is believed
 * @param levelChange1h metres that the water rose in the hour before its newest believed level; NaN
 *     where no believed level stands near that hour's start
 * @param levelChange6h the same for six hours
 * @param levelChange24h the same for a day
 */
public record LatestObservation(
    CheckedObservation newest,
    Map<Element, Double> values,
    DerivedWeather derived,
    double levelChange1h,
    double levelChange6h,
    double levelChange24h) {

  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** Half the interval of a gauge that sends every hour. */
  private static final long NEAR_MILLIS = Duration.ofMinutes(30).toMillis();

  /** The observations that count reach back so far from the newest one. */
  public static final Duration REACH = Duration.ofMillis(2 * DAY_MILLIS + NEAR_MILLIS);

  /**
   * How the station of some observations stands; empty if there are none.
   *
   * @param observations of one station, oldest first, judged, from {@link #REACH} before the newest
   *     one at the latest
   */
  public static Optional<LatestObservation> of(List<CheckedObservation> observations) {
    if (observations.isEmpty()) {
      return Optional.empty();
    }
    CheckedObservation newest = observations.get(observations.size() - 1);
    long earliest = newest.observation().timestampMillis() - DAY_MILLIS;
    EnumMap<Element, Double> values = new EnumMap<>(Element.class);
    DerivedWeather derived = null;
    int level = -1;
    for (int index = observations.size() - 1; index >= 0; index--) {
      CheckedObservation checked = observations.get(index);
      if (checked.observation().timestampMillis() < earliest) {
        break;
      }
      for (Element element : checked.observation().values().keySet()) {
        if (checked.counted(element)) {
          values.putIfAbsent(element, checked.observation().values().get(element));
          derived = element == Element.AIR_TEMP && derived == null ? checked.derived() : derived;
          level = element == Element.WATER_LEVEL && level < 0 ? index : level;
        }
      }
    }
    return Optional.of(
        new LatestObservation(
            newest,
            Collections.unmodifiableMap(values),
            derived == null
                ? new DerivedWeather(Double.NaN, Double.NaN, Double.NaN, Double.NaN)
                : derived,
            change(observations, level, 1),
            change(observations, level, 6),
            change(observations, level, 24)));
  }

  /** From the believed level nearest to so many hours before; of two as near the earlier one. */
  private static double change(List<CheckedObservation> observations, int newest, int hours) {
    if (newest < 0) {
      return Double.NaN;
    }
    long now = observations.get(newest).observation().timestampMillis();
    long wanted = now - hours * HOUR_MILLIS;
    long nearest = NEAR_MILLIS + 1;
    double before = Double.NaN;
    for (int index = newest - 1; index >= 0; index--) {
      CheckedObservation checked = observations.get(index);
      long away = Math.abs(checked.observation().timestampMillis() - wanted);
      if (checked.observation().timestampMillis() < wanted - NEAR_MILLIS) {
        break;
      }
      if (away <= nearest && away <= NEAR_MILLIS && checked.counted(Element.WATER_LEVEL)) {
        nearest = away;
        before = checked.believed(Element.WATER_LEVEL);
      }
    }
    return observations.get(newest).believed(Element.WATER_LEVEL) - before;
  }
}
