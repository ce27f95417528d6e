package io.watershed.core.station;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules that judge a value by the values before and after it: spike, rate of change, flat line
 * and gap. They look at the series of one element of one station, oldest first, each instant once,
 * without the values that {@link ObservationRules} leaves out.
 *
 * <p>A value is compared with the last one that was believed, and may lie the farther from it the
 * longer ago that was: a shifted datum is doubted for a while and then believed, instead of being
 * doubted for ever.
 */
public final class SeriesRules {

  /** Longer than two missed hourly observations. */
  private static final long GAP_MILLIS = Duration.ofHours(3).toMillis();

  private static final double HOUR_MILLIS = Duration.ofHours(1).toMillis();

  private SeriesRules() {}

  /**
   * The flags of each value.
   *
   * @param times milliseconds since the epoch, ascending
   * @param values in the element's unit, as many as times
   */
  public static List<Set<ObservationFlag>> check(Element element, long[] times, double[] values) {
    List<Set<ObservationFlag>> flags = new ArrayList<>(times.length);
    for (int index = 0; index < times.length; index++) {
      flags.add(EnumSet.noneOf(ObservationFlag.class));
      if (index > 0 && times[index] - times[index - 1] > GAP_MILLIS) {
        flags.get(index).add(ObservationFlag.GAP);
      }
    }
    Optional<SeriesLimits> limits = SeriesLimits.of(element);
    if (limits.isPresent()) {
      markChanges(limits.get(), times, values, flags);
      limits.get().flat().ifPresent(flat -> markFlat(flat.toMillis(), times, values, flags));
    }
    return flags;
  }

  private static void markChanges(
      SeriesLimits limits, long[] times, double[] values, List<Set<ObservationFlag>> flags) {
    int believed = -1;
    double lastChange = 0;
    for (int index = 0; index < values.length; index++) {
      double change = believed < 0 ? 0 : values[index] - values[believed];
      if (believed < 0) {
        if (index == 0 && startsWithSpike(limits, values)) {
          flags.get(index).add(ObservationFlag.SPIKE);
        }
      } else if (Math.abs(change)
          > limits.step() + (times[index] - times[believed]) / HOUR_MILLIS * limits.stepPerHour()) {
        flags.get(index).add(ObservationFlag.RATE_OF_CHANGE);
      } else if (isSpike(limits.spike(), lastChange, change, values, index)) {
        flags.get(index).add(ObservationFlag.SPIKE);
      }
      if (!excluded(flags.get(index))) {
        believed = index;
        lastChange = change;
      }
    }
  }

  /**
   * Beyond both neighbours on the same side, by more than the spike limit and by more than twice
   * what the series changes around it: the crest of a flood is no spike.
   */
  private static boolean isSpike(
      double limit, double changeBefore, double fromBefore, double[] values, int index) {
    if (index + 1 >= values.length) {
      return false;
    }
    double fromAfter = values[index] - values[index + 1];
    double changeAfter = index + 2 < values.length ? values[index + 2] - values[index + 1] : 0;
    double usual = 2 * Math.max(Math.abs(changeBefore), Math.abs(changeAfter));
    return Math.signum(fromBefore) == Math.signum(fromAfter)
        && Math.min(Math.abs(fromBefore), Math.abs(fromAfter)) > Math.max(limit, usual);
  }

  /** The first value has nothing before it; it is judged by the two that follow and agree. */
  private static boolean startsWithSpike(SeriesLimits limits, double[] values) {
    return values.length > 2
        && Math.abs(values[0] - values[1]) > limits.step()
        && Math.abs(values[1] - values[2]) < limits.spike();
  }

  private static boolean excluded(Set<ObservationFlag> flags) {
    for (ObservationFlag flag : flags) {
      if (flag.excludes()) {
        return true;
      }
    }
    return false;
  }

  /** Marks each value that has been the same, without a gap, for too long by then. */
  private static void markFlat(
      long flatMillis, long[] times, double[] values, List<Set<ObservationFlag>> flags) {
    int from = 0;
    for (int index = 1; index < values.length; index++) {
      if (values[index] != values[from] || times[index] - times[index - 1] > GAP_MILLIS) {
        from = index;
      } else if (times[index] - times[from] >= flatMillis) {
        flags.get(index).add(ObservationFlag.FLAT_LINE);
      }
    }
  }
}
