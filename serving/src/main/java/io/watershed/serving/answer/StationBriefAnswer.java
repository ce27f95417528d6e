package io.watershed.serving.answer;

import io.watershed.serving.query.Freshness;
import java.time.Instant;

/** What lists and maps have of a station. */
public record StationBriefAnswer(
    String id,
    String name,
    String province,
    Double latitude,
    Double longitude,
    Instant observedAt,
    Freshness freshness) {}
