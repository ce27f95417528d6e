package io.watershed.serving.answer;

import io.watershed.core.alert.Severity;
import io.watershed.core.contract.index.ProblemMetersIndex;
import io.watershed.core.problem.ProblemType;
import io.watershed.elasticsearch.Document;
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
    Long readings) {

  /** Out of {@link ProblemMetersIndex}. */
  public static ProblemMeterAnswer of(Document problem) {
    return new ProblemMeterAnswer(
        problem.day(ProblemMetersIndex.LOCAL_DATE),
        problem.text(ProblemMetersIndex.METER_ID),
        problem.text(ProblemMetersIndex.MEASUREMENT_TYPE),
        type(problem),
        severity(problem),
        problem.text(ProblemMetersIndex.EVIDENCE),
        problem.text(ProblemMetersIndex.SUBURB),
        problem.text(ProblemMetersIndex.USAGE_TYPE),
        problem.number(ProblemMetersIndex.TOTAL_VALUE),
        problem.number(ProblemMetersIndex.AVG_VALUE),
        problem.number(ProblemMetersIndex.MAX_VALUE),
        problem.number(ProblemMetersIndex.MIN_VALUE),
        problem.count(ProblemMetersIndex.READING_COUNT));
  }

  /** What it is about. */
  public static ProblemType type(Document problem) {
    return ProblemType.valueOf(problem.text(ProblemMetersIndex.ISSUE_TYPE));
  }

  /** How grave it is. */
  public static Severity severity(Document problem) {
    return Severity.valueOf(problem.text(ProblemMetersIndex.SEVERITY));
  }
}
