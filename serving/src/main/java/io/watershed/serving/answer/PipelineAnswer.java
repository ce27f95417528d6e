package io.watershed.serving.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** How the pipeline is. */
public record PipelineAnswer(@JsonUnwrapped PipelineFigures figures, ClockAnswer clock) {}
