package io.watershed.serving.answer;

import java.util.List;

/** A page of dead letters. */
public record DeadLettersAnswer(List<DeadLetterAnswer> items, String next, long total) {}
