package io.watershed.core.window;

/**
 * What one window of one device and measurement holds.
 *
 * @param startMillis its start, milliseconds since the epoch
 * @param count readings that count
 * @param sum of the counted values, added in the order of their timestamps; 0 when there is none
 * @param minimum of the counted values; NaN when there is none
 * @param maximum of the counted values; NaN when there is none
 * @param excludedCount readings that the quality rules left out
 */
public record WindowStatistics(
    long startMillis, int count, double sum, double minimum, double maximum, int excludedCount) {

  /** The mean of the counted values; NaN when there is none. */
  public double mean() {
    return sum / count;
  }
}
