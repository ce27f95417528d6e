package io.watershed.serving.merge;

import java.time.Instant;

/**
 * A point of a merged series of what a station measured. Values are null where there was no
 * believed one.
 *
 * @param start where its span begins
 * @param end where its span ends, itself not included
 * @param label the local day or month, such as 2022-07-13 or 2022-07; for an hour its start
 * @param values how many believed values there are
 * @param minimum the lowest of them
 * @param maximum the highest
 * @param mean their mean
 * @param last the last
 * @param atStart the value of its very first instant
 * @param total the sum of each hour's last value: the amount, where a value tells that of an hour
 * @param excluded how many values were not believed and left out
 * @param origin which layer it is from
 */
public record MeasuredPoint(
    Instant start,
    Instant end,
    String label,
    long values,
    Double minimum,
    Double maximum,
    Double mean,
    Double last,
    Double atStart,
    Double total,
    long excluded,
    Origin origin) {}
