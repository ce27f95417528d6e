package io.watershed.ingestion.source;

import io.watershed.core.failure.Foreseen;

/**
 * Kafka did not take a delivery, or it is not known whether it did. The source has to be opened
 * anew, which finds out.
 */
public class JournalException extends RuntimeException implements Foreseen {
  private static final long serialVersionUID = 1;

  /** A failure of Kafka. */
  public JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
