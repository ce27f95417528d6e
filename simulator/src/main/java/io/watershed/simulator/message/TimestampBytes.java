package io.watershed.simulator.message;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * Writes instants as ISO 8601 with milliseconds and one of the three zones on the wire. A formatter
 * would cost more than the rest of a message.
 */
final class TimestampBytes {

  private static final long DAY_MILLIS = 86_400_000;

  private final byte[] zone;
  private final long offsetMillis;
  private final byte[] date = new byte[10];
  private long dayOfDate = Long.MIN_VALUE;

  private TimestampBytes(String zone, int offsetHours) {
    this.zone = zone.getBytes(StandardCharsets.US_ASCII);
    this.offsetMillis = offsetHours * 3_600_000L;
  }

  static TimestampBytes utc() {
    return new TimestampBytes("Z", 0);
  }

  static TimestampBytes atOffset(int hours) {
    return new TimestampBytes(String.format("%+03d:00", hours), hours);
  }

  /** Writes the instant at a position; returns the position after it. */
  int write(long epochMillis, byte[] target, int at) {
    long local = epochMillis + offsetMillis;
    long day = Math.floorDiv(local, DAY_MILLIS);
    if (day != dayOfDate) {
      byte[] text = LocalDate.ofEpochDay(day).toString().getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(text, 0, date, 0, date.length);
      dayOfDate = day;
    }
    System.arraycopy(date, 0, target, at, date.length);
    int millisOfDay = (int) Math.floorMod(local, DAY_MILLIS);
    int position = at + date.length;
    target[position++] = 'T';
    position = twoDigits(millisOfDay / 3_600_000, target, position);
    target[position++] = ':';
    position = twoDigits(millisOfDay / 60_000 % 60, target, position);
    target[position++] = ':';
    position = twoDigits(millisOfDay / 1000 % 60, target, position);
    target[position++] = '.';
    int millis = millisOfDay % 1000;
    target[position++] = (byte) ('0' + millis / 100);
    position = twoDigits(millis % 100, target, position);
    System.arraycopy(zone, 0, target, position, zone.length);
    return position + zone.length;
  }

  private static int twoDigits(int number, byte[] target, int at) {
    target[at] = (byte) ('0' + number / 10);
    target[at + 1] = (byte) ('0' + number % 10);
    return at + 2;
  }
}
