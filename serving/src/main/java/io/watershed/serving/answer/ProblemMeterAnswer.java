package io.watershed.serving.answer;

import io.watershed.core.alert.Severity;
import io.watershed.core.problem.ProblemType;
import java.time.LocalDate;

/** A problem that a meter had on a local day. */
public record ProblemMeterAnswer(
    LocalDate date,
    String device,
    String measurement,
    ProblemType type,
    Severity severity,
    String evidence,
    String suburb,
    String usageType,
    Double total,
    Double average,
    Double max,
    Double min,
    Long readings) {}
