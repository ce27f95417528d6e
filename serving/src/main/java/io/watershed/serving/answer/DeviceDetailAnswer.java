package io.watershed.serving.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/** A meter with what is known of it. */
public record DeviceDetailAnswer(
    @JsonUnwrapped DeviceAnswer device,
    @JsonUnwrapped CoverageAnswer coverage,
    MonthAnswer month,
    List<ProblemMeterAnswer> problemHistory,
    boolean problemHistoryTruncated,
    ClockAnswer clock) {}
