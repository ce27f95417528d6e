package io.watershed.core.quality;

import io.watershed.core.meter.Meter;
import io.watershed.core.reading.Reading;
import io.watershed.core.time.LocalDays;
import java.time.LocalDate;
import java.util.Set;

/**
 * A reading with what the fleet list knows of its meter and what the quality rules say of it.
 *
 * @param reading the reading
 * @param meter its meter; {@linkplain Meter#known() unknown} when no list names it
 * @param flags the quality flags of the rules that look at one reading
 */
public record EnrichedReading(Reading reading, Meter meter, Set<QualityFlag> flags) {

  /** Whether the value counts in sums, means and extremes. */
  public boolean counted() {
    for (QualityFlag flag : flags) {
      if (flag.excludes()) {
        return false;
      }
    }
    return true;
  }

  /** The local day of the meter that the reading belongs to. */
  public LocalDate localDate() {
    return LocalDays.dayOf(reading.timestampMillis(), meter.zone());
  }
}
