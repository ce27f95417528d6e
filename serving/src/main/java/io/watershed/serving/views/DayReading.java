package io.watershed.serving.views;

import io.watershed.core.contract.hive.MeterReadings;
import io.watershed.hive.HiveRow;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A reading of a day, as the batch view has it; small, since all of a day are held at once.
 *
 * @param epochMillis its instant
 * @param value in the unit of its measurement
 * @param counted whether sums, means and extremes count it
 * @param flags names of quality flags, with commas between them; empty for none
 * @param partition of its message in Kafka
 * @param offset of its message
 * @param arrivalMillis when the broker took the message
 */
record DayReading(
    long epochMillis,
    double value,
    boolean counted,
    String flags,
    int partition,
    long offset,
    long arrivalMillis) {

  /** The reading of a row of {@link MeterReadings}. */
  static DayReading of(HiveRow row) {
    Double value = row.get(MeterReadings.VALUE);
    List<String> flags = row.get(MeterReadings.QUALITY_FLAGS);
    LocalDateTime arrival = row.get(MeterReadings.ARRIVAL_TIME);
    return new DayReading(
        row.get(MeterReadings.EPOCH_MILLIS),
        value == null ? Double.NaN : value,
        row.get(MeterReadings.COUNTED),
        // Most readings have none; those share one text.
        flags == null || flags.isEmpty() ? "" : String.join(",", flags),
        row.get(MeterReadings.SOURCE_PARTITION),
        row.get(MeterReadings.SOURCE_OFFSET),
        arrival == null ? 0 : arrival.toInstant(ZoneOffset.UTC).toEpochMilli());
  }
}
