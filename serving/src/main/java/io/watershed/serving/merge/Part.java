package io.watershed.serving.merge;

import java.time.Instant;

/**
 * The sum of interval flows over a stretch of time.
 *
 * @param start where the stretch begins
 * @param end where it ends, itself not included
 * @param sum litres
 * @param readings how many are in the sum
 * @param excluded how many were flagged and left out
 */
public record Part(Instant start, Instant end, double sum, long readings, long excluded) {}
