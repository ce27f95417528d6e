package io.watershed.core.reading;

/**
 * Thrown inside a parser when a message cannot become a reading or an observation. Without a stack
 * trace: a burst of corrupt messages must not cost more than a burst of good ones.
 */
public final class MessageRejectedException extends Exception {
  private static final long serialVersionUID = 1;

  private final DeadLetterReason reason;

  /**
   * A rejection.
   *
   * @param detail one sentence that names the field and what is allowed
   */
  public MessageRejectedException(DeadLetterReason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  /** The class of the fault. */
  public DeadLetterReason reason() {
    return reason;
  }
}
