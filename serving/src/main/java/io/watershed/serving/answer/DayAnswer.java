package io.watershed.serving.answer;

import java.time.Instant;
import java.time.LocalDate;

/** The figures of a measurement on a local day, in its unit; those of the register in litres. */
public record DayAnswer(
    LocalDate date,
    Double total,
    Double average,
    Double min,
    Double max,
    Long readings,
    Long excluded,
    Long late,
    Double registerAdvance,
    Double registerDifference,
    String crossCheck,
    Instant firstReading,
    Instant lastReading,
    String runId) {}
