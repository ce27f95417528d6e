package io.watershed.serving.export;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * Local days from a first to a last one, both included; open where a side is empty.
 *
 * @param from the first day
 * @param to the last day
 */
public record DateRange(Optional<LocalDate> from, Optional<LocalDate> to) {

  /** Refuses a range that runs backwards, with a sentence that names both days. */
  public DateRange {
    if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
      throw new IllegalArgumentException(
          "--from "
              + from.get()
              + " lies after --to "
              + to.get()
              + ": the first day must not be later than the last");
    }
  }

  /** Whether a partition, named by a day (2022-07-13) or a month (2022-07), holds days of it. */
  boolean touches(String partition) {
    boolean month = partition.length() == "2022-07".length();
    LocalDate first = month ? YearMonth.parse(partition).atDay(1) : LocalDate.parse(partition);
    LocalDate last = month ? YearMonth.parse(partition).atEndOfMonth() : first;
    return from.map(day -> !last.isBefore(day)).orElse(true)
        && to.map(day -> !first.isAfter(day)).orElse(true);
  }
}
