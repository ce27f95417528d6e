package io.watershed.core.consumption;

import io.watershed.core.quality.EnrichedReading;
import java.util.List;

/**
 * One measurement of one meter on one day, with what its figures were made from.
 *
 * @param before the readings of the lookback days, in time order, with their final flags
 * @param readings the readings of the day, in the order in which they were added, with their final
 *     flags
 * @param advances the believed advances that end on the day; empty for other measurements than
 *     registers
 * @param statistics the day's figures
 */
public record MeasurementDay(
    List<EnrichedReading> before,
    List<EnrichedReading> readings,
    List<RegisterSpan> advances,
    DailyStatistics statistics) {}
