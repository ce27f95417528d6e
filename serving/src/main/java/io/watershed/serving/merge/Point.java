package io.watershed.serving.merge;

import java.time.Instant;

/**
 * A point of a merged series.
 *
 * @param start where its span begins
 * @param end where its span ends, itself not included
 * @param label the local day or month, such as 2022-07-13 or 2022-07; for an hour its start
 * @param value litres
 * @param readings how many are in the sum
 * @param excluded how many were flagged and left out
 * @param origin which layer it is from
 */
public record Point(
    Instant start,
    Instant end,
    String label,
    double value,
    long readings,
    long excluded,
    Origin origin) {}
