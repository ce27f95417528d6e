package io.watershed.simulator.ledger;

import io.watershed.core.failure.BadInput;
import java.nio.file.Path;

/** A file to compare is absent or has another layout. The message names it. */
public final class CheckInputException extends RuntimeException implements BadInput {
  private static final long serialVersionUID = 1;

  CheckInputException(Path file, String problem) {
    super(file + ": " + problem);
  }
}
