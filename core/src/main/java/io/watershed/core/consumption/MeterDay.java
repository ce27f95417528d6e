package io.watershed.core.consumption;

import io.watershed.core.meter.Meter;
import io.watershed.core.reading.Measurement;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * Everything one meter's readings say about one local day.
 *
 * @param meter the meter, as its newest reading knew it
 * @param date the local day
 * @param measurements by measurement, those with readings on the day or in the lookback days
 */
public record MeterDay(Meter meter, LocalDate date, Map<Measurement, MeasurementDay> measurements) {

  /** What is known of one measurement. */
  public Optional<MeasurementDay> of(Measurement measurement) {
    return Optional.ofNullable(measurements.get(measurement));
  }
}
