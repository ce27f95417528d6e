package io.watershed.batch.hive;

import io.watershed.core.alert.Severity;
import io.watershed.core.forecast.FloodRisk;
import io.watershed.hive.HiveSql;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The words of a column in the order in which people sort them.
 *
 * @param words the first is of rank 1; whatever is none of them ranks as the last
 */
record Ranking(List<String> words) {

  /** Severities, the most urgent first. */
  static final Ranking SEVERITIES =
      new Ranking(
          Arrays.stream(Severity.values())
              .sorted(Comparator.reverseOrder())
              .map(Severity::name)
              .toList());

  /** Risks of high water, the worst first. */
  static final Ranking RISKS =
      new Ranking(Arrays.stream(FloodRisk.values()).map(FloodRisk::wireName).toList());

  /** The rank of a column's word, in HiveQL. */
  String of(String column) {
    int last = words.size() - 1;
    return IntStream.range(0, last)
        .mapToObj(place -> " WHEN " + HiveSql.literal(words.get(place)) + " THEN " + (place + 1))
        .collect(Collectors.joining("", "CASE " + column, " ELSE " + words.size() + " END"));
  }

  /** What each rank stands for, as the comment of a column of ranks. */
  String meaning() {
    return IntStream.range(0, words.size())
        .mapToObj(place -> (place + 1) + " for " + words.get(place))
        .collect(Collectors.joining(", ", "", "; to sort by"));
  }
}
