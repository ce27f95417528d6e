package io.watershed.serving.answer;

import java.util.List;

/** A page of windows. */
public record WindowsAnswer(List<WindowAnswer> items, String next, long total) {}
