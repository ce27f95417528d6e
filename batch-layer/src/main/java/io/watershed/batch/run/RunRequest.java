package io.watershed.batch.run;

import java.time.LocalDate;
import java.util.Optional;

/** What a run is asked to recompute. */
public sealed interface RunRequest {

  /** Whatever came in since the last run. */
  record Changes() implements RunRequest {}

  /**
   * All local days of a range, both ends included.
   *
   * @param from first day, or empty for the first there is
   * @param to last day, or empty for the last there is
   */
  record Range(Optional<LocalDate> from, Optional<LocalDate> to) implements RunRequest {

    /** Checks the order. */
    public Range {
      if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
        throw new IllegalArgumentException(
            "the range is backwards: --from "
                + from.get()
                + " lies after --to "
                + to.get()
                + "; --from must be the same day or an earlier one");
      }
    }

    boolean holds(LocalDate day) {
      return from.map(first -> !day.isBefore(first)).orElse(true)
          && to.map(last -> !day.isAfter(last)).orElse(true);
    }
  }
}
