package io.watershed.serving.answer;

import java.util.List;

/** A page of stations. */
public record StationsAnswer(
    List<StationAnswer> items,
    String next,
    long total,
    boolean truncated,
    ProvincesAnswer facets,
    ClockAnswer clock) {}
