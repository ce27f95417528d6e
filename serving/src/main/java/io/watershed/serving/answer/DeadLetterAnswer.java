package io.watershed.serving.answer;

import java.time.Instant;

/** A message that could not become a reading. */
public record DeadLetterAnswer(
    String stage,
    String reason,
    String detail,
    SourceAnswer source,
    String key,
    String raw,
    Instant arrival) {}
