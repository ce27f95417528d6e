package io.watershed.core.reading;

/**
 * Thrown inside the parser when a message cannot become a reading. Without a stack trace: a burst
 * of corrupt messages must not cost more than a burst of good ones.
 */
final class ReadingRejectedException extends Exception {
  private static final long serialVersionUID = 1;

  private final DeadLetterReason reason;

  ReadingRejectedException(DeadLetterReason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  DeadLetterReason reason() {
    return reason;
  }
}
