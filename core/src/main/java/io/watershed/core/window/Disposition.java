package io.watershed.core.window;

/** What the speed layer makes of a reading. Each reading is exactly one of these. */
public enum Disposition {
  /** New and in time: it is in its windows. */
  ACCEPTED,
  /** A reading of the same measurement and timestamp came before; this one changes nothing. */
  DUPLICATE,
  /** Too old for the windows kept; only the batch layer takes it. */
  LATE
}
