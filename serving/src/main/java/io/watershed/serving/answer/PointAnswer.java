package io.watershed.serving.answer;

import io.watershed.serving.merge.Origin;
import java.time.Instant;

/** A point of a merged series; litres. */
public record PointAnswer(
    Instant start,
    Instant end,
    String label,
    double value,
    long readings,
    long excluded,
    Origin origin) {}
