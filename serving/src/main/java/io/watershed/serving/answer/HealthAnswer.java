package io.watershed.serving.answer;

/** Whether the server is there. */
public record HealthAnswer(String status) {}
