package io.watershed.simulator;

import io.watershed.core.failure.BadInput;

/** A command cannot do what it was asked to. The message says what and why in a sentence. */
final class CommandException extends RuntimeException implements BadInput {
  private static final long serialVersionUID = 1;

  CommandException(String message) {
    super(message);
  }

  /** An option is not allowed. */
  CommandException(String option, String value, String allowed) {
    super("option " + option + " = " + value + " is not allowed: it must be " + allowed);
  }
}
