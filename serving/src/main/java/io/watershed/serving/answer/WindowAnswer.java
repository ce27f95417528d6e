package io.watershed.serving.answer;

import java.time.Instant;

/** A sliding window of a meter. */
public record WindowAnswer(
    Instant start,
    Instant end,
    String measurement,
    String unit,
    Long count,
    Double sum,
    Double mean,
    Double min,
    Double max,
    Long excluded,
    boolean aligned) {}
