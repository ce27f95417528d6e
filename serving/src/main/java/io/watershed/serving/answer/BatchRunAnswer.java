package io.watershed.serving.answer;

import java.time.Instant;

/** A run of the batch layer. */
public record BatchRunAnswer(
    String runId,
    Instant startedAt,
    Instant finishedAt,
    Double durationSeconds,
    Long days,
    Long readings,
    Long duplicates,
    Long excluded,
    Long disagreements,
    Long problems,
    Instant horizon,
    String mode) {}
