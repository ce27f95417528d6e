package io.watershed.batch.reconcile;

/** A place that is counted does not answer. The message names it and says why. */
final class PlaceAwayException extends RuntimeException {
  private static final long serialVersionUID = 1;

  PlaceAwayException(String what, Throwable cause) {
    super(what + ": " + firstLine(cause), cause);
  }

  PlaceAwayException(String what) {
    super(what);
  }

  private static String firstLine(Throwable cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no message");
  }
}
