package io.watershed.simulator.replay;

import io.watershed.core.failure.BadInput;
import java.nio.file.Path;

/** A file that cannot be replayed. The message names the file, the line, and what is allowed. */
public final class ReplayFileException extends RuntimeException implements BadInput {
  private static final long serialVersionUID = 1;

  ReplayFileException(String file, long line, String problem) {
    super(file + ", line " + line + ": " + problem);
  }

  ReplayFileException(Path file, String problem) {
    super(file + ": " + problem);
  }
}
