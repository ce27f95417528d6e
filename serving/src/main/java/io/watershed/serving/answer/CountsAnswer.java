package io.watershed.serving.answer;

import java.util.Map;

/** How many alerts pass a filter, by what they are. */
public record CountsAnswer(Map<String, Long> byType, Map<String, Long> bySeverity) {}
