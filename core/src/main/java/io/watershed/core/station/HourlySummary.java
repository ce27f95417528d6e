package io.watershed.core.station;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The values of one element of one station in one hour of UTC. A value belongs to the hour that its
 * timestamp lies in, the hour's first instant included. Where none is believed, the figures are
 * NaN.
 *
 * @param element what was measured
 * @param hourStartMillis the hour's first instant, milliseconds since the epoch
 * @param valueCount believed values
 * @param minimum the least of them, in the element's unit
 * @param maximum the greatest of them
 * @param mean their mean
 * @param last the newest of them
 * @param excludedCount values that are not believed
 * @param atStart the believed value of the hour's first instant
 */
public record HourlySummary(
    Element element,
    long hourStartMillis,
    long valueCount,
    double minimum,
    double maximum,
    double mean,
    double last,
    long excludedCount,
    double atStart) {

  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  /**
   * The summaries of all hours and elements with any value, by hour and element.
   *
   * @param observations of one station, oldest first, judged
   */
  public static List<HourlySummary> of(List<CheckedObservation> observations) {
    List<HourlySummary> summaries = new ArrayList<>();
    Map<Element, Sum> sums = new EnumMap<>(Element.class);
    long hour = Long.MIN_VALUE;
    for (CheckedObservation checked : observations) {
      long start = Math.floorDiv(checked.observation().timestampMillis(), HOUR_MILLIS);
      if (start != hour) {
        finish(sums, hour * HOUR_MILLIS, summaries);
        hour = start;
      }
      for (Element element : checked.observation().values().keySet()) {
        sums.computeIfAbsent(element, absent -> new Sum())
            .add(checked.believed(element), isStart(checked));
      }
    }
    finish(sums, hour * HOUR_MILLIS, summaries);
    return summaries;
  }

  private static boolean isStart(CheckedObservation checked) {
    return checked.observation().timestampMillis() % HOUR_MILLIS == 0;
  }

  private static void finish(Map<Element, Sum> sums, long start, List<HourlySummary> summaries) {
    sums.forEach((element, sum) -> summaries.add(sum.of(element, start)));
    sums.clear();
  }

  private static final class Sum {
    private long count;
    private long excluded;
    private double minimum = Double.NaN;
    private double maximum = Double.NaN;
    private double total;
    private double last = Double.NaN;
    private double atStart = Double.NaN;

    void add(double value, boolean isStart) {
      if (Double.isNaN(value)) {
        excluded++;
        return;
      }
      count++;
      total += value;
      atStart = isStart ? value : atStart;
      last = value;
      minimum = count == 1 ? value : Math.min(minimum, value);
      maximum = count == 1 ? value : Math.max(maximum, value);
    }

    HourlySummary of(Element element, long start) {
      double mean = count == 0 ? Double.NaN : total / count;
      return new HourlySummary(
          element, start, count, minimum, maximum, mean, last, excluded, atStart);
    }
  }
}
