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
 * @param levelChanges how much the water rose before its newest believed level within a day
 */
public record LatestObservation(
    CheckedObservation newest,
    Map<Element, Double> values,
    DerivedWeather derived,
    LevelChanges levelChanges) {

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** The observations that count reach back so far from the newest one. */
  public static final Duration REACH = Duration.ofDays(2).plus(LevelChanges.TOLERANCE);

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
            changes(observations.subList(0, level + 1))));
  }

  private static LevelChanges changes(List<CheckedObservation> observations) {
    long[] times = new long[observations.size()];
    double[] levels = new double[observations.size()];
    boolean[] believed = new boolean[observations.size()];
    for (int index = 0; index < observations.size(); index++) {
      CheckedObservation checked = observations.get(index);
      times[index] = checked.observation().timestampMillis();
      levels[index] = checked.believed(Element.WATER_LEVEL);
      believed[index] = checked.counted(Element.WATER_LEVEL);
    }
    return LevelChanges.of(times, levels, believed);
  }
}
