package io.watershed.core.meter;

import io.watershed.core.failure.BadInput;
import java.nio.file.Path;

/** A fleet list that cannot be used. The message names the file, the line, and what is allowed. */
public final class FleetFileException extends RuntimeException implements BadInput {
  private static final long serialVersionUID = 1;

  FleetFileException(Path file, long line, String problem) {
    super(file + ", line " + line + ": " + problem);
  }

  FleetFileException(Path file, String problem) {
    super(file + ": " + problem);
  }
}
