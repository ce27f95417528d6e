package io.watershed.core.consumption;

import io.watershed.core.quality.EnrichedReading;
import java.util.List;

/**
 * Interval flows against the register over the same time.
 *
 * @param advanceLitres what the register advanced, litres
 * @param differenceLitres the sum of the flows less that advance, litres
 * @param verdict whether that is within the tolerance; {@code NOT_CHECKED} when the register has no
 *     believed advance, and then both figures are zero
 */
public record RegisterComparison(
    double advanceLitres, double differenceLitres, CrossCheck verdict) {

  static final RegisterComparison NOT_CHECKED =
      new RegisterComparison(0, 0, CrossCheck.NOT_CHECKED);

  /** Whether there was anything to compare. */
  public boolean checked() {
    return verdict != CrossCheck.NOT_CHECKED;
  }

  /**
   * Compares the believed advances with the counted flows whose timestamps lie after an advance's
   * first reading and not after its second.
   *
   * @param flows flows in event-time order; they should reach back to the first advance's beginning
   */
  static RegisterComparison of(
      List<RegisterSpan> spans, List<EnrichedReading> flows, ConsumptionLimits limits) {
    if (spans.isEmpty()) {
      return NOT_CHECKED;
    }
    double flowLitres = 0;
    int next = 0;
    for (RegisterSpan span : spans) {
      long after = span.from().reading().timestampMillis();
      long upTo = span.to().reading().timestampMillis();
      while (next < flows.size() && flows.get(next).reading().timestampMillis() <= after) {
        next++;
      }
      while (next < flows.size() && flows.get(next).reading().timestampMillis() <= upTo) {
        EnrichedReading flow = flows.get(next++);
        flowLitres += flow.counted() ? flow.reading().value() : 0;
      }
    }
    return judged(
        RegisterHistory.advanceLitres(spans),
        flowLitres - RegisterHistory.advanceLitres(spans),
        limits);
  }

  static RegisterComparison judged(
      double advanceLitres, double differenceLitres, ConsumptionLimits limits) {
    return new RegisterComparison(
        advanceLitres, differenceLitres, limits.compare(differenceLitres, advanceLitres));
  }
}
