package io.watershed.serving.answer;

import java.time.Instant;

/** Messages of an hour of arrival, counted in every place. */
public record ReconciledHourAnswer(
    Instant hour,
    Long kafka,
    Long accepted,
    Long late,
    Long duplicates,
    Long deadLetters,
    Long masterRows,
    Long hiveRows,
    Long speedAccepted,
    Long speedLate,
    Long speedDuplicates,
    Long speedDeadLetters,
    Boolean agrees) {}
