package io.watershed.ingestion.source;

/**
 * A provider does not answer as it should. The message is one sentence for people and never holds a
 * key.
 */
public class SourceException extends Exception {
  private static final long serialVersionUID = 1;

  /** A fault; its cause is left out on purpose, because messages of others may quote addresses. */
  public SourceException(String message) {
    super(message);
  }
}
