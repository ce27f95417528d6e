package io.watershed.core.station;

import io.watershed.core.window.ReadingSeries;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The recent values of one element and what {@link SeriesRules} says of each. Values that the rules
 * about one observation leave out are not among them.
 */
final class JudgedSeries {

  private final Element element;
  private final long[] times;
  private final double[] values;
  private final List<Set<ObservationFlag>> flags;
  private final boolean[] believed;

  JudgedSeries(Element element, ReadingSeries.Counted readings) {
    this.element = element;
    this.times = readings.times();
    this.values = readings.values();
    this.flags = SeriesRules.check(element, times, values);
    this.believed = new boolean[times.length];
    for (int index = 0; index < times.length; index++) {
      believed[index] = believed(flags.get(index));
    }
  }

  private static boolean believed(Set<ObservationFlag> flags) {
    if (!flags.isEmpty()) {
      for (ObservationFlag flag : flags) {
        if (flag.excludes()) {
          return false;
        }
      }
    }
    return true;
  }

  int size() {
    return times.length;
  }

  long time(int index) {
    return times[index];
  }

  double value(int index) {
    return values[index];
  }

  Set<ObservationFlag> flags(int index) {
    return flags.get(index);
  }

  boolean believed(int index) {
    return believed[index];
  }

  /** The index of an instant, negative when it is not there. */
  int indexOf(long timestampMillis) {
    return Arrays.binarySearch(times, timestampMillis);
  }

  /** The newest believed value, negative when there is none. */
  int newestBelieved() {
    return believedBefore(times.length);
  }

  private int believedBefore(int index) {
    int before = index - 1;
    while (before >= 0 && !believed[before]) {
      before--;
    }
    return before;
  }

  /**
   * Whether a value is believed and no later one can change that. The newest value that jumps may
   * still turn out to be a spike, and one with nothing before it may be anything.
   */
  boolean settled(int index) {
    int before = believedBefore(index);
    if (!believed[index] || before < 0) {
      return false;
    }
    return index < times.length - 1 || !jumps(index, before);
  }

  /** Whether a value has to wait for the next one before it can be judged. */
  boolean waits(int index) {
    int before = believedBefore(index);
    return index == times.length - 1 && believed[index] && before >= 0 && jumps(index, before);
  }

  private boolean jumps(int index, int before) {
    return SeriesLimits.of(element)
        .filter(limits -> Math.abs(values[index] - values[before]) > limits.spike())
        .isPresent();
  }

  /** The lowest believed value of a span, NaN when there is none. */
  double lowest(long fromMillis, long beforeMillis) {
    double lowest = Double.NaN;
    for (int index = from(fromMillis);
        index < times.length && times[index] < beforeMillis;
        index++) {
      if (believed[index] && !(values[index] >= lowest)) {
        lowest = values[index];
      }
    }
    return lowest;
  }

  /** The highest believed value of a span, NaN when there is none. */
  double highest(long fromMillis, long beforeMillis) {
    double highest = Double.NaN;
    for (int index = from(fromMillis);
        index < times.length && times[index] < beforeMillis;
        index++) {
      if (believed[index] && !(values[index] <= highest)) {
        highest = values[index];
      }
    }
    return highest;
  }

  /** The index of the first value at or after an instant. */
  int from(long timestampMillis) {
    int found = Arrays.binarySearch(times, timestampMillis);
    return found >= 0 ? found : -found - 1;
  }

  /** Since when the value has been the same, as far back as the series goes. */
  long sameSince(int index) {
    int from = index;
    while (from > 0 && values[from - 1] == values[index]) {
      from--;
    }
    return times[from];
  }

  LevelChanges changes() {
    return LevelChanges.of(times, values, believed);
  }
}
