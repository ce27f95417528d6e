package io.watershed.serving.kibana;

import io.watershed.core.failure.Foreseen;

/**
 * Kibana did not answer in time, refused, or answered what cannot be understood. The message is one
 * sentence for people and holds no secret.
 */
public final class KibanaException extends RuntimeException implements Foreseen {
  private static final long serialVersionUID = 1;

  KibanaException(String message) {
    super(message);
  }

  KibanaException(String message, Throwable cause) {
    super(message, cause);
  }
}
