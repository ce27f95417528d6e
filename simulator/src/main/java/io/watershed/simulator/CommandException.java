package io.watershed.simulator;

import io.watershed.core.failure.BadInput;

/** An option is not allowed. The message names it, its value and what is allowed. */
final class CommandException extends RuntimeException implements BadInput {
  private static final long serialVersionUID = 1;

  CommandException(String option, String value, String allowed) {
    super("option " + option + " = " + value + " is not allowed: it must be " + allowed);
  }
}
