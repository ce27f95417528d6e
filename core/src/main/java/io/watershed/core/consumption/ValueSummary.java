package io.watershed.core.consumption;

import io.watershed.core.quality.EnrichedReading;
import java.util.List;

/**
 * Count, sum and extremes of the values that count, and how many do not.
 *
 * @param counted how many values count
 * @param excluded how many were left out because a quality flag says so
 * @param sum the sum of the counted values, added up in event-time order
 * @param minimum the lowest counted value; NaN when none counts
 * @param maximum the highest counted value; NaN when none counts
 */
public record ValueSummary(
    long counted, long excluded, double sum, double minimum, double maximum) {

  /** A summary of no values. */
  public static final ValueSummary EMPTY = new ValueSummary(0, 0, 0, Double.NaN, Double.NaN);

  /** The summary of some readings. */
  public static ValueSummary of(List<EnrichedReading> readings) {
    long counted = 0;
    double sum = 0;
    double minimum = Double.POSITIVE_INFINITY;
    double maximum = Double.NEGATIVE_INFINITY;
    for (EnrichedReading reading : readings) {
      if (reading.counted()) {
        double value = reading.reading().value();
        counted++;
        sum += value;
        minimum = Math.min(minimum, value);
        maximum = Math.max(maximum, value);
      }
    }
    long excluded = readings.size() - counted;
    return counted == 0
        ? new ValueSummary(0, excluded, 0, Double.NaN, Double.NaN)
        : new ValueSummary(counted, excluded, sum, minimum, maximum);
  }

  /** This summary and a later one together. */
  public ValueSummary plus(ValueSummary later) {
    if (counted == 0 || later.counted == 0) {
      ValueSummary values = counted == 0 ? later : this;
      return new ValueSummary(
          values.counted, excluded + later.excluded, values.sum, values.minimum, values.maximum);
    }
    return new ValueSummary(
        counted + later.counted,
        excluded + later.excluded,
        sum + later.sum,
        Math.min(minimum, later.minimum),
        Math.max(maximum, later.maximum));
  }

  /** The mean of the counted values; NaN when none counts. */
  public double mean() {
    return counted == 0 ? Double.NaN : sum / counted;
  }
}
