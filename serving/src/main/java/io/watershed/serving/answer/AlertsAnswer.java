package io.watershed.serving.answer;

import java.util.List;

/** A page of alerts. */
public record AlertsAnswer(List<AlertAnswer> items, String next, long total, CountsAnswer counts) {}
