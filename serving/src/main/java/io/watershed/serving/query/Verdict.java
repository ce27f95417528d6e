package io.watershed.serving.query;

/** Whether the numbers can be trusted, at a glance. */
public enum Verdict {
  /** All messages are accounted for. */
  TRUSTED,
  /** Something does not run, or is behind; figures will change. */
  CATCHING_UP,
  /** The counts do not add up. */
  DISAGREES,
  /** Nothing was reconciled yet. */
  UNKNOWN
}
