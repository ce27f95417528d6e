package io.watershed.serving.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** The fleet in numbers. */
public record OverviewAnswer(ClockAnswer clock, @JsonUnwrapped OverviewFigures figures) {}
