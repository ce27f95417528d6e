package io.watershed.serving.answer;

import io.watershed.core.alert.AlertType;
import io.watershed.core.alert.Severity;
import java.time.Instant;

/** An alert episode. */
public record AlertAnswer(
    String id,
    AlertType type,
    Severity severity,
    AlertType.Subject subject,
    String device,
    String kind,
    String name,
    String province,
    String suburb,
    String usageType,
    String measurement,
    Instant start,
    Instant lastSeen,
    boolean open,
    long readings,
    Double measured,
    Double peak,
    Double limit,
    String unit,
    String message,
    String rule) {}
