package io.watershed.core.reading;

/** What became of one raw message: a reading, or a reason why not. */
public sealed interface ParsedMessage {

  /** The message is a reading. */
  record Accepted(Reading reading) implements ParsedMessage {}

  /**
   * The message is a dead letter.
   *
   * @param reason the class of the fault
   * @param detail one sentence that names the field and what is allowed; never quotes more than 80
   *     characters of the message
   */
  record Rejected(DeadLetterReason reason, String detail) implements ParsedMessage {}
}
