package io.watershed.batch.reconcile;

/** What becomes of a row of the readings table. Each row is exactly one of these. */
enum MessageClass {
  /** New and in time: it is in the speed view, and Hive has it. */
  ACCEPTED,
  /** New, but too late for the speed layer: only Hive has it. */
  LATE,
  /** Its identity came before. */
  DUPLICATE,
  /** The very same message stands in the table twice. That must not be. */
  DOUBLED
}
