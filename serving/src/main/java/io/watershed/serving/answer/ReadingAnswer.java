package io.watershed.serving.answer;

import java.time.Instant;
import java.util.List;

/** A raw reading. */
public record ReadingAnswer(
    Instant at,
    double value,
    String unit,
    boolean counted,
    List<String> flags,
    SourceAnswer source,
    Instant arrival) {}
