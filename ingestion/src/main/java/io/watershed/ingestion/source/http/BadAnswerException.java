package io.watershed.ingestion.source.http;

/** A body with status 200 that is not what was asked for: an error page, half a document. */
public final class BadAnswerException extends Exception {
  private static final long serialVersionUID = 1;

  /** A fault of a body; the sentence may quote the body. */
  public BadAnswerException(String message) {
    super(message);
  }
}
