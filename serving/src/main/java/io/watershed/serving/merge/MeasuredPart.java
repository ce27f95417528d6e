package io.watershed.serving.merge;

import java.time.Instant;

/**
 * What was measured of one element in a stretch of time that no border of an hour parts. Values are
 * null where there was no believed one.
 *
 * @param start where the stretch begins
 * @param end where it ends, itself not included
 * @param values how many believed values there are
 * @param minimum the lowest of them
 * @param maximum the highest
 * @param mean their mean
 * @param last the last
 * @param atStart the value of its very first instant
 * @param excluded how many values were not believed and left out
 */
public record MeasuredPart(
    Instant start,
    Instant end,
    long values,
    Double minimum,
    Double maximum,
    Double mean,
    Double last,
    Double atStart,
    long excluded) {}
