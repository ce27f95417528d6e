package io.watershed.forecast;

import io.watershed.core.failure.BadInput;

/** What was given cannot be used; the message is one sentence for a person. */
final class BadInputException extends Exception implements BadInput {

  private static final long serialVersionUID = 1;

  BadInputException(String message) {
    super(message);
  }
}
