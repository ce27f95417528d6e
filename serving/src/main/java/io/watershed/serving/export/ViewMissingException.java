package io.watershed.serving.export;

import io.watershed.core.failure.Foreseen;

/** A table of the batch layer is not in Hive, because the batch layer never ran. */
public final class ViewMissingException extends RuntimeException implements Foreseen {
  private static final long serialVersionUID = 1;

  ViewMissingException(String table, Throwable cause) {
    super(
        "there is no table "
            + table
            + " in Hive: the batch layer has not run yet; run it once, then export",
        cause);
  }
}
