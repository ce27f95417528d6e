package io.watershed.simulator.ledger;

/** What the speed layer is expected to make of a readable message. */
public enum MessageClass {
  /** A new reading in time. */
  ACCEPTED,
  /** A new reading too late for the speed layer. */
  LATE,
  /** A reading whose identity was sent before. */
  DUPLICATE
}
