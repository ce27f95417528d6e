package io.watershed.simulator.ledger;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;

/**
 * The sums of a run; the file {@code ledger.json}.
 *
 * @param messages all messages sent
 * @param distinctReadings readings with different identities: accepted and late ones
 * @param duplicates readings whose identity was sent before
 * @param lateForSpeed new readings that are late by the watermark of their meter and measurement
 * @param deadLetters messages that cannot become readings, by reason
 * @param unknownMeterReadings readings of meters that no fleet list names
 * @param seed the seed
 * @param days length of the run
 * @param start its first instant, ISO 8601
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LedgerTotals(
    long messages,
    long distinctReadings,
    long duplicates,
    long lateForSpeed,
    Map<String, Long> deadLetters,
    long unknownMeterReadings,
    long seed,
    double days,
    String start) {

  /** All dead letters. */
  long allDeadLetters() {
    return deadLetters.values().stream().mapToLong(Long::longValue).sum();
  }
}
