package io.watershed.serving.answer;

/** What maps show below the stations. */
public record MapAnswer(String shapes, String tiles, String attribution) {}
