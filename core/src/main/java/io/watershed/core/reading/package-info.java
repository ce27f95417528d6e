/**
 * Readings: the measurement catalogue, units, and the way from a raw message to a reading.
 *
 * <p>A new measurement type or unit is a new entry of {@link
 * io.watershed.core.reading.Measurement}. What is believed about a value, and which meter sent it,
 * is decided elsewhere ({@code quality}, {@code meter}); nothing here looks at other readings.
 */
package io.watershed.core.reading;
