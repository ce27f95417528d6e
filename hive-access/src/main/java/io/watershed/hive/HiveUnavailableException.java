package io.watershed.hive;

import io.watershed.core.failure.Foreseen;
import java.time.Duration;

/**
 * HiveServer2 gave no connection for as long as the caller was willing to wait, or its driver
 * cannot be loaded. The message names the URL (without secrets) or the driver jar.
 */
public final class HiveUnavailableException extends RuntimeException implements Foreseen {
  private static final long serialVersionUID = 1;

  HiveUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  static HiveUnavailableException after(
      Duration waited, String url, String lastAnswer, Throwable cause) {
    return new HiveUnavailableException(
        "Hive at "
            + url
            + " gave no connection within "
            + waited.toSeconds()
            + " s; its last answer: "
            + lastAnswer,
        cause);
  }
}
