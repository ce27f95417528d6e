package io.watershed.serving.answer;

import io.watershed.serving.merge.Step;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Litres of a meter or a suburb, merged from both layers. */
public record SeriesAnswer(
    Step step,
    String unit,
    ZoneId timeZone,
    Instant from,
    Instant to,
    Instant seam,
    List<PointAnswer> points) {}
