package io.watershed.cluster.server;

import io.watershed.cluster.process.PortHolder;

/**
 * A port that a server needs is taken. The message names port, holder and the setting that changes
 * it.
 */
public final class PortInUseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The server, the port it wanted and the setting the port comes from. */
  PortInUseException(String server, ServerPort port, PortHolder holders) {
    super(
        server
            + " needs port "
            + port.number()
            + ", which is in use"
            + holders.describe(port.number()).map(holder -> " by " + holder).orElse("")
            + ": end that process, or choose another port with the setting "
            + port.setting());
  }
}
