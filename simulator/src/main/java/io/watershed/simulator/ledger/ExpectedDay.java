package io.watershed.simulator.ledger;

/**
 * What the batch layer must find for one meter, local day and measurement.
 *
 * @param meterId the meter
 * @param date the local day, ISO 8601
 * @param measurement canonical name
 * @param total sum of believed flows, or a register's advance; NaN for gauges
 * @param max largest believed value; NaN when none is
 * @param min smallest believed value; NaN when none is
 * @param mean mean of believed values; NaN when none is
 * @param count believed readings
 * @param excluded readings that the quality rules leave out
 */
public record ExpectedDay(
    String meterId,
    String date,
    String measurement,
    double total,
    double max,
    double min,
    double mean,
    long count,
    long excluded) {}
