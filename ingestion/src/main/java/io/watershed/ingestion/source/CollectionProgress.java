package io.watershed.ingestion.source;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How far a collection of a provider is taken. Immutable.
 *
 * @param fetch the number of the fetch that is under way
 * @param markMillis the instant up to which the last complete fetch reached; zero before the first
 * @param rejected dead letters that were sent, by their content, with the instant at which the
 *     provider showed them last
 */
record CollectionProgress(long fetch, long markMillis, Map<String, Long> rejected) {

  /** More than so many dead letters mean that nothing of the provider can be read. */
  private static final int MOST_REJECTED = 5_000;

  static CollectionProgress fresh() {
    return new CollectionProgress(1, 0, Map.of());
  }

  CollectionProgress withRejected(Map<String, Long> more) {
    Map<String, Long> all = new LinkedHashMap<>(rejected);
    all.putAll(more);
    return new CollectionProgress(fetch, markMillis, all);
  }

  /** The next fetch; dead letters that were not shown since an instant are forgotten. */
  CollectionProgress next(long newMarkMillis, long forgetBeforeMillis) {
    Map<String, Long> kept =
        rejected.entrySet().stream()
            .filter(entry -> entry.getValue() >= forgetBeforeMillis)
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .limit(MOST_REJECTED)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return new CollectionProgress(fetch + 1, Math.max(markMillis, newMarkMillis), kept);
  }
}
