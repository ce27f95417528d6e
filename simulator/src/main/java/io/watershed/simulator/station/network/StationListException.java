package io.watershed.simulator.station.network;

import io.watershed.core.failure.BadInput;
import java.nio.file.Path;

/** A list of stations cannot be read. The message names the file, the line and what is allowed. */
public final class StationListException extends RuntimeException implements BadInput {
  private static final long serialVersionUID = 1;

  StationListException(Path file, String problem) {
    super(file + ": " + problem);
  }

  StationListException(Path file, long line, String problem) {
    super(file + ", line " + line + ": " + problem);
  }
}
