package io.watershed.serving.answer;

import java.util.List;

/** A page of problems. */
public record ProblemsAnswer(List<ProblemMeterAnswer> items, String next, long total) {}
