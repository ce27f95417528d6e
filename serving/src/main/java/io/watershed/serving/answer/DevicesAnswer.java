package io.watershed.serving.answer;

import java.util.List;

/** A page of meters. */
public record DevicesAnswer(
    List<DeviceAnswer> items, String next, long total, boolean truncated, FacetsAnswer facets) {}
