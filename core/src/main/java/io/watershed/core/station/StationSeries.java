package io.watershed.core.station;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The observations of one station, judged by one another. */
public final class StationSeries {

  private StationSeries() {}

  /**
   * Adds to each observation the flags that only its neighbours can give.
   *
   * @param observations of one station, oldest first, each instant once, with the flags of the
   *     rules that look at one observation
   * @return the same observations in the same order
   */
  public static List<CheckedObservation> judge(List<CheckedObservation> observations) {
    List<Map<Element, Set<ObservationFlag>>> added = new ArrayList<>(observations.size());
    for (int index = 0; index < observations.size(); index++) {
      added.add(null);
    }
    for (Element element : Element.values()) {
      judge(element, observations, added);
    }
    List<CheckedObservation> judged = new ArrayList<>(observations.size());
    for (int index = 0; index < observations.size(); index++) {
      judged.add(with(observations.get(index), added.get(index)));
    }
    return judged;
  }

  private static void judge(
      Element element,
      List<CheckedObservation> observations,
      List<Map<Element, Set<ObservationFlag>>> added) {
    int[] places = new int[observations.size()];
    long[] times = new long[observations.size()];
    double[] values = new double[observations.size()];
    int count = 0;
    for (int index = 0; index < observations.size(); index++) {
      CheckedObservation checked = observations.get(index);
      if (checked.counted(element)) {
        places[count] = index;
        times[count] = checked.observation().timestampMillis();
        values[count] = checked.observation().values().get(element);
        count++;
      }
    }
    List<Set<ObservationFlag>> flags =
        SeriesRules.check(element, Arrays.copyOf(times, count), Arrays.copyOf(values, count));
    for (int index = 0; index < count; index++) {
      if (!flags.get(index).isEmpty()) {
        if (added.get(places[index]) == null) {
          added.set(places[index], new EnumMap<>(Element.class));
        }
        added.get(places[index]).put(element, flags.get(index));
      }
    }
  }

  private static CheckedObservation with(
      CheckedObservation checked, Map<Element, Set<ObservationFlag>> added) {
    if (added == null) {
      return checked;
    }
    EnumMap<Element, Set<ObservationFlag>> flags = new EnumMap<>(Element.class);
    flags.putAll(checked.flags());
    added.forEach(
        (element, more) -> {
          EnumSet<ObservationFlag> all = EnumSet.copyOf(more);
          all.addAll(flags.getOrDefault(element, Set.of()));
          flags.put(element, all);
        });
    return new CheckedObservation(checked.observation(), flags);
  }
}
