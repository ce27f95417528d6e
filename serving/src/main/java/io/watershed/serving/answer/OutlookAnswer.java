package io.watershed.serving.answer;

import io.watershed.core.forecast.FloodRisk;
import io.watershed.core.forecast.Tendency;
import java.time.Instant;

/**
 * What the newest forecast says of a gauge some hours ahead, metres; the risk and the probability
 * are the highest up to then.
 */
public record OutlookAnswer(
    int lead,
    Instant issued,
    Instant target,
    Double level,
    Double low,
    Double high,
    Double change,
    Tendency trend,
    Double probability,
    FloodRisk risk,
    boolean riseWatch) {}
