package io.watershed.serving.answer;

import io.watershed.serving.query.DataClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The data's clock, and whether what goes by it is older than it should be. */
public record ClockAnswer(
    Instant dataClock,
    Instant wallClock,
    DataClock.Mode mode,
    Instant horizon,
    Instant seam,
    ZoneId timeZone,
    LocalDate today,
    LocalDate firstDate,
    LocalDate lastDate,
    String version,
    boolean stale,
    String message) {}
