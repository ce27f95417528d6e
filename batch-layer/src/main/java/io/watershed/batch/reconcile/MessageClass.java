package io.watershed.batch.reconcile;

/** What becomes of a row of the master dataset. Each row is exactly one of these. */
enum MessageClass {
  /** New and in time: it is in the speed view, and Hive has it. */
  ACCEPTED,
  /** New, but too late for the speed layer: only Hive has it. */
  LATE,
  /** Accepted, with values that an earlier message of the instant lacked: one row of Hive. */
  ADDITION,
  /** Late, with values that an earlier message of the instant lacked: one row of Hive. */
  LATE_ADDITION,
  /** Everything in it came before. */
  DUPLICATE,
  /** The very same message stands in the table twice. That must not be. */
  DOUBLED;

  /** Whether it brought a value that nobody had. */
  boolean isNew() {
    return hasRowInHive() || this == ADDITION || this == LATE_ADDITION;
  }

  /** Whether Hive has a row because of it. */
  boolean hasRowInHive() {
    return this == ACCEPTED || this == LATE;
  }
}
