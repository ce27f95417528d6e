package io.watershed.serving.answer;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** A meter; litres. */
public record DeviceAnswer(
    String id,
    String meterType,
    String suburb,
    Integer postcode,
    String usageType,
    ZoneId timeZone,
    boolean known,
    List<DeviceProblemAnswer> problems,
    long openAlerts,
    Double litresLastDay,
    Instant lastReading) {}
