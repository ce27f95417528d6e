package io.watershed.serving.answer;

import io.watershed.core.station.Element;
import io.watershed.serving.merge.Step;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** What a station measured, merged from both layers. */
public record MeasuredSeriesAnswer(
    Element element,
    String unit,
    Step step,
    ZoneId timeZone,
    Instant from,
    Instant to,
    Instant seam,
    List<MeasuredPointAnswer> points) {}
