package io.watershed.ingestion;

import io.watershed.core.failure.Foreseen;

/** A server did not answer for longer than it is waited for. The message names it. */
public final class ServerAwayException extends RuntimeException implements Foreseen {
  private static final long serialVersionUID = 1;

  ServerAwayException(String message) {
    super(message);
  }
}
