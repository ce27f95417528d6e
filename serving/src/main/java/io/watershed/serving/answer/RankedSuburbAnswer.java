package io.watershed.serving.answer;

/** What a suburb used in 24 hours and in those before; litres. */
public record RankedSuburbAnswer(
    String suburb, double litres24h, Double previous24h, int meters, Double litresPerMeter) {}
