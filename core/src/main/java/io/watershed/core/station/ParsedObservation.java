package io.watershed.core.station;

import io.watershed.core.reading.DeadLetterReason;

/** What became of one raw message: an observation, or a reason why not. */
public sealed interface ParsedObservation {

  /** The message is an observation. */
  record Accepted(Observation observation) implements ParsedObservation {}

  /**
   * The message is a dead letter.
   *
   * @param reason the class of the fault
   * @param detail one sentence that names the field and what is allowed
   */
  record Rejected(DeadLetterReason reason, String detail) implements ParsedObservation {}
}
