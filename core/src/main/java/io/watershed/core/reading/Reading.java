package io.watershed.core.reading;

import java.time.Duration;
import java.time.Instant;

/**
 * One measured value of one meter at one instant. (meter, measurement, timestamp) is its identity;
 * two messages with the same identity are duplicates, whatever their values.
 *
 * @param meterId the meter's id, a string even where the wire has a number
 * @param measurement what was measured; it stands for the wire's type and series together
 * @param timestampMillis the instant, milliseconds since the epoch
 * @param value in the measurement's own unit
 * @param interval how often this wire form is sent; for a flow, the time the value covers
 */
public record Reading(
    String meterId,
    Measurement measurement,
    long timestampMillis,
    double value,
    Duration interval) {

  /** The instant of the reading. */
  public Instant timestamp() {
    return Instant.ofEpochMilli(timestampMillis);
  }
}
