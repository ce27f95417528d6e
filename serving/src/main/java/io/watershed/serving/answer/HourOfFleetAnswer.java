package io.watershed.serving.answer;

import io.watershed.serving.merge.Origin;
import java.time.Instant;

/** What the fleet used in an hour; litres. */
public record HourOfFleetAnswer(Instant start, double litres, Origin origin) {}
