package io.watershed.serving.answer;

import java.util.List;

/** What stations can be filtered by. */
public record ProvincesAnswer(List<String> provinces) {}
