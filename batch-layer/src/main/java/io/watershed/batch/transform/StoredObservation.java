package io.watershed.batch.transform;

import io.watershed.core.station.CheckedObservation;
import java.time.LocalDate;

/**
 * An observation of the master dataset with its place in Kafka.
 *
 * @param checked the observation
 * @param day the local day the master dataset files it under
 * @param arrivalMicros when the broker took the message, microseconds since the epoch
 * @param partition its partition
 * @param offset its offset
 * @param messages how many messages it is made of: of one instant each element counts once, and
 *     several messages may bring different ones
 */
record StoredObservation(
    CheckedObservation checked,
    LocalDate day,
    long arrivalMicros,
    int partition,
    long offset,
    int messages) {

  boolean sameInstant(StoredObservation other) {
    return checked.observation().timestampMillis() == other.checked.observation().timestampMillis();
  }

  /** Takes over what a later message of the same instant has beyond this. */
  StoredObservation merge(StoredObservation later) {
    CheckedObservation merged = checked.merge(later.checked);
    return merged == checked
        ? this
        : new StoredObservation(merged, day, arrivalMicros, partition, offset, messages + 1);
  }

  StoredObservation judged(CheckedObservation withFlags) {
    return new StoredObservation(withFlags, day, arrivalMicros, partition, offset, messages);
  }
}
