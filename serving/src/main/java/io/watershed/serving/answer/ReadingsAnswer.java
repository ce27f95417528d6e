package io.watershed.serving.answer;

import java.time.Instant;
import java.util.List;

/** A page of raw readings. */
public record ReadingsAnswer(
    List<ReadingAnswer> items, String next, String measurement, Instant completeUntil) {}
