package io.watershed.cluster.server;

import java.nio.file.Path;

/**
 * A server did not start or did not become ready. The message says which, why, and where its log
 * is.
 */
public final class ServerFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The server, what went wrong, and its log. */
  ServerFailedException(String server, String reason, Path log) {
    super(server + " did not start: " + reason + " (its log: " + log + ")");
  }
}
