package io.watershed.core.consumption;

import io.watershed.core.quality.EnrichedReading;
import java.util.List;

/**
 * A register's readings after the {@link RegisterRule} looked at them.
 *
 * @param readings the readings as given, in the same order, those that are not believed with a flag
 *     more
 * @param spans the believed advances in time order
 */
public record RegisterHistory(List<EnrichedReading> readings, List<RegisterSpan> spans) {

  /**
   * The sum of the advances whose later reading lies in part of the history, litres.
   *
   * <p>Neighbouring advances are taken as one difference, so that no rounding adds up.
   */
  static double advanceLitres(List<RegisterSpan> spans) {
    double sum = 0;
    int first = 0;
    while (first < spans.size()) {
      int last = first;
      while (last + 1 < spans.size() && spans.get(last + 1).from() == spans.get(last).to()) {
        last++;
      }
      sum += spans.get(last).to().reading().value() - spans.get(first).from().reading().value();
      first = last + 1;
    }
    return sum;
  }
}
