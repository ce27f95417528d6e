package io.watershed.core.problem;

import io.watershed.core.alert.Severity;
import io.watershed.core.reading.Measurement;

/**
 * One problem of one meter on one day.
 *
 * @param type what it is about
 * @param severity how urgent it is
 * @param measurement the measurement that shows it
 * @param evidence one sentence with the figures
 */
public record Problem(
    ProblemType type, Severity severity, Measurement measurement, String evidence) {}
