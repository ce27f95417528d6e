package io.watershed.serving.answer;

import io.watershed.core.problem.ProblemType;
import java.util.List;

/** What meters can be filtered by. */
public record FacetsAnswer(
    List<String> suburbs,
    List<String> usageTypes,
    List<String> meterTypes,
    List<ProblemType> problems) {}
