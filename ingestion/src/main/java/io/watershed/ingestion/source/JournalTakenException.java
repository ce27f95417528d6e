package io.watershed.ingestion.source;

/** Another process has opened the same source since; this one must leave it alone. */
public final class JournalTakenException extends JournalException {
  private static final long serialVersionUID = 1;

  /** The loss of a source to another process. */
  public JournalTakenException(String message, Throwable cause) {
    super(message, cause);
  }
}
