package io.watershed.core.binary;

/**
 * Saved state has a layout that this code does not read, or its bytes are damaged. Whoever catches
 * it follows the rule of {@link Layout}: rebuild what was derived, and say so.
 */
public final class UnreadableStateException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnreadableStateException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same, saying whose state it is, such as {@code meter M-7}. */
  public UnreadableStateException of(String owner) {
    return new UnreadableStateException(owner + ": " + getMessage(), this);
  }
}
