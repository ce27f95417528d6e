package io.watershed.core.consumption;

import io.watershed.core.meter.Meter;
import io.watershed.core.reading.Kind;
import io.watershed.core.reading.Measurement;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one measurement of one meter amounts to on one local day.
 *
 * @param meter the meter, as its last reading of the day knew it
 * @param date the local day
 * @param measurement the measurement; all values are in its unit
 * @param values count, mean and extremes
 * @param total for flows the sum of the counted values, for registers the believed advance, for
 *     gauges empty
 * @param firstMillis the day's first reading, milliseconds since the epoch; empty when the day has
 *     none
 * @param lastMillis the day's last reading
 * @param comparison flows against register; empty for other measurements than the flow
 */
public record DailyStatistics(
    Meter meter,
    LocalDate date,
    Measurement measurement,
    ValueSummary values,
    OptionalDouble total,
    Optional<Long> firstMillis,
    Optional<Long> lastMillis,
    Optional<RegisterComparison> comparison) {

  /** How the values of the measurement may be combined. */
  public Kind kind() {
    return measurement.kind();
  }
}
