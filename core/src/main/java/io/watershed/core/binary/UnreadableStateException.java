package io.watershed.core.binary;

import io.watershed.core.failure.BadInput;

/**
 * Saved state has a layout that this code does not read, or its bytes are damaged. Whoever catches
 * it follows the rule of {@link Layout}: rebuild what was derived, and say so. A process that is
 * ended by it would be ended again.
 */
public final class UnreadableStateException extends RuntimeException implements BadInput {

  private static final long serialVersionUID = 1;

  UnreadableStateException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same, saying whose state it is, such as {@code meter M-7}. */
  public UnreadableStateException of(String owner) {
    return new UnreadableStateException(owner + ": " + getMessage(), this);
  }
}
