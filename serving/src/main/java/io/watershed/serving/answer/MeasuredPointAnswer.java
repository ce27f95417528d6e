package io.watershed.serving.answer;

import io.watershed.serving.merge.Origin;
import java.time.Instant;

/** A point of a merged series of what a station measured. */
public record MeasuredPointAnswer(
    Instant start,
    Instant end,
    String label,
    Double mean,
    Double min,
    Double max,
    Double last,
    Double total,
    long values,
    long excluded,
    Origin origin) {}
