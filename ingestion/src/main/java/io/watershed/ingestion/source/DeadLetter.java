package io.watershed.ingestion.source;

import io.watershed.core.reading.DeadLetterReason;

/**
 * A part of a provider's answer that could not become an observation.
 *
 * @param source the source as observations name it, such as {@code msc-swob}
 * @param stationId the station where it is known, else null
 * @param body the provider's own text, verbatim
 * @param reason the class of the fault
 * @param detail one sentence that says what is wrong
 */
public record DeadLetter(
    String source, String stationId, String body, DeadLetterReason reason, String detail) {}
