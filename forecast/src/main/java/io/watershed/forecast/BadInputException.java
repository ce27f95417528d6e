package io.watershed.forecast;

/** What was given cannot be used; the message is one sentence for a person. */
final class BadInputException extends Exception {

  private static final long serialVersionUID = 1;

  BadInputException(String message) {
    super(message);
  }
}
