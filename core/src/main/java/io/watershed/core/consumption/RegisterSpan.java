package io.watershed.core.consumption;

import io.watershed.core.quality.EnrichedReading;

/**
 * A believed advance: two readings of one register, the later one consistent with the earlier.
 *
 * @param from the earlier reading
 * @param to the later reading
 */
public record RegisterSpan(EnrichedReading from, EnrichedReading to) {

  /** What passed between the two, litres; never negative beyond rounding. */
  public double advanceLitres() {
    return to.reading().value() - from.reading().value();
  }
}
