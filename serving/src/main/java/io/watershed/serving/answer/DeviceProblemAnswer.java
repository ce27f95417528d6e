package io.watershed.serving.answer;

import io.watershed.core.alert.Severity;
import io.watershed.core.problem.ProblemType;

/** A problem that a meter has now. */
public record DeviceProblemAnswer(ProblemType type, Severity severity) {}
