package io.watershed.serving.answer;

import io.watershed.serving.merge.Origin;

/** What a suburb used; litres. */
public record SuburbAnswer(
    String suburb, double litres, int meters, Double litresPerMeter, Origin origin) {}
