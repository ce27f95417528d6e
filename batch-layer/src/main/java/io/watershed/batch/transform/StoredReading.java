package io.watershed.batch.transform;

import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.reading.Reading;
import java.time.LocalDate;

/**
 * A reading of the master dataset with its place in Kafka.
 *
 * @param enriched the reading
 * @param day the local day the master dataset files it under
 * @param arrivalMicros when the broker took the message, microseconds since the epoch
 * @param topic the topic it came through
 * @param partition its partition
 * @param offset its offset
 */
record StoredReading(
    EnrichedReading enriched,
    LocalDate day,
    long arrivalMicros,
    String topic,
    int partition,
    long offset) {

  Reading reading() {
    return enriched.reading();
  }

  boolean sameIdentity(StoredReading other) {
    return reading().timestampMillis() == other.reading().timestampMillis()
        && reading().measurement() == other.reading().measurement()
        && reading().meterId().equals(other.reading().meterId());
  }
}
