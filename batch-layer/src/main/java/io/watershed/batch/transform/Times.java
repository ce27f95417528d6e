package io.watershed.batch.transform;

import static io.watershed.spark.SparkSchemas.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.timestamp_micros;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * Times as the views hold them: wall-clock readings without a zone, so that no reader on the way
 * converts them. The session's time zone must be UTC.
 */
final class Times {

  private static final long MICROS_PER_MILLI = 1000;

  private Times() {}

  /** Microseconds of a wall clock, since 1970 on that clock. */
  static Column wallClockOfMicros(io.watershed.core.contract.Column<Long> column) {
    return timestamp_micros(col(column)).cast(DataTypes.TimestampNTZType);
  }

  /** Milliseconds since the epoch to the wall clock of UTC. */
  static Column wallClockOfMillis(io.watershed.core.contract.Column<Long> column) {
    return timestamp_micros(col(column).multiply(MICROS_PER_MILLI))
        .cast(DataTypes.TimestampNTZType);
  }

  /** The wall clock of UTC at an instant, milliseconds since the epoch. */
  static LocalDateTime utc(long epochMillis) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(epochMillis), ZoneOffset.UTC);
  }

  /** The wall clock of a zone at an instant, microseconds since 1970 on that clock. */
  static long localMicros(long epochMillis, ZoneId zone) {
    long offsetSeconds =
        zone.getRules().getOffset(Instant.ofEpochMilli(epochMillis)).getTotalSeconds();
    return (epochMillis + offsetSeconds * 1000) * MICROS_PER_MILLI;
  }

  /** Days since the epoch to a date. */
  static Column day(io.watershed.core.contract.Column<Integer> column) {
    return date_from_unix_date(col(column));
  }
}
