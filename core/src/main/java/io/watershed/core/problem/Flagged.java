package io.watershed.core.problem;

import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.quality.QualityFlag;
import java.util.List;

/** How many readings carry a flag, and their extremes. */
record Flagged(long count, double lowest, double highest) {

  static Flagged of(List<EnrichedReading> readings, QualityFlag flag) {
    long count = 0;
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (EnrichedReading reading : readings) {
      if (reading.flags().contains(flag)) {
        count++;
        lowest = Math.min(lowest, reading.reading().value());
        highest = Math.max(highest, reading.reading().value());
      }
    }
    return new Flagged(count, lowest, highest);
  }
}
