package io.watershed.batch.reconcile;

import java.util.List;

/**
 * The outcome of the reconciliation of one stream.
 *
 * @param stream whose messages
 * @param hours a row for each hour in which a message arrived
 * @param total all of them
 * @param checks every comparison
 * @param notes what a reader should know, one sentence each
 * @param unknownMeterReadings readings of meters that no fleet list names
 * @param behind messages of Kafka that the master dataset does not have, yet or at all
 */
record Report(
    RawStream stream,
    List<HourRow> hours,
    HourRow total,
    List<Check> checks,
    List<String> notes,
    long unknownMeterReadings,
    long behind) {

  boolean agrees() {
    return checks.stream().allMatch(Check::agrees);
  }
}
