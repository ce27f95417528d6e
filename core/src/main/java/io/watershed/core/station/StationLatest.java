package io.watershed.core.station;

import io.watershed.core.weather.DerivedWeather;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The newest that is known of a station.
 *
 * @param eventMillis its newest observation, milliseconds since the epoch
 * @param values the newest believed value of each element that is not more than 24 hours older
 * @param derived what follows from the values of the newest instant with a believed temperature
 * @param changes how the water rose or fell
 * @param flags of the newest observation, {@code element:FLAG}
 */
public record StationLatest(
    long eventMillis,
    Map<Element, Double> values,
    DerivedWeather derived,
    LevelChanges changes,
    List<String> flags) {

  private static final long RECENT_MILLIS = Duration.ofHours(24).toMillis();
  private static final DerivedWeather NOT_DERIVED =
      new DerivedWeather(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  /**
   * The newest of a state.
   *
   * @param ownFlags of the newest observation, by the rules about one observation
   */
  static StationLatest of(
      long eventMillis, RecentSeries series, Map<Element, Set<ObservationFlag>> ownFlags) {
    Map<Element, Double> values = new EnumMap<>(Element.class);
    List<String> flags = new ArrayList<>();
    DerivedWeather derived = NOT_DERIVED;
    LevelChanges changes = LevelChanges.NONE;
    for (Element element : series.elements()) {
      JudgedSeries judged = series.judged(element);
      addFlags(flags, element, judged, eventMillis, ownFlags);
      int newest = judged.newestBelieved();
      if (newest < 0 || judged.time(newest) < eventMillis - RECENT_MILLIS) {
        continue;
      }
      values.put(element, judged.value(newest));
      if (element == Element.AIR_TEMP) {
        derived = derived(series, judged.time(newest), judged.value(newest));
      } else if (element == Element.WATER_LEVEL) {
        changes = judged.changes();
      }
    }
    return new StationLatest(eventMillis, values, derived, changes, List.copyOf(flags));
  }

  private static void addFlags(
      List<String> flags,
      Element element,
      JudgedSeries judged,
      long eventMillis,
      Map<Element, Set<ObservationFlag>> ownFlags) {
    EnumSet<ObservationFlag> all = EnumSet.noneOf(ObservationFlag.class);
    all.addAll(ownFlags.getOrDefault(element, Set.of()));
    int index = judged.indexOf(eventMillis);
    if (index >= 0) {
      all.addAll(judged.flags(index));
    }
    all.forEach(flag -> flags.add(element.wireName() + ":" + flag.name()));
  }

  /** What follows from a believed temperature and the other values of its instant. */
  static DerivedWeather derived(RecentSeries series, long timestampMillis, double airTemperature) {
    return DerivedWeather.of(
        airTemperature,
        believedAt(series, Element.DEW_POINT, timestampMillis),
        series.countedAt(Element.REL_HUM, timestampMillis),
        series.countedAt(Element.WIND_SPEED, timestampMillis));
  }

  private static double believedAt(RecentSeries series, Element element, long timestampMillis) {
    JudgedSeries judged = series.judged(element);
    int index = judged.indexOf(timestampMillis);
    return index >= 0 && judged.believed(index) ? judged.value(index) : Double.NaN;
  }
}
