package io.watershed.simulator.replay;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** Moves the timestamps of messages by whole days, by rewriting their dates in place. */
final class DayShift {

  private static final long DAY_MILLIS = 86_400_000;
  private static final int DATE_LENGTH = 10;

  private final long days;
  private final Map<String, byte[]> shifted = new HashMap<>();

  private DayShift(long days) {
    this.days = days;
  }

  static DayShift none() {
    return new DayShift(0);
  }

  /**
   * The most whole days that leave the newest message in the past: it falls today or last night.
   */
  static DayShift toNow(long newestMillis, long nowMillis) {
    return new DayShift(Math.floorDiv(nowMillis - newestMillis, DAY_MILLIS));
  }

  long days() {
    return days;
  }

  /** The message with its timestamp moved; one without a readable timestamp stays as it is. */
  ReplayRow apply(ReplayRow row) {
    if (days == 0 || !row.hasTimestamp()) {
      return row;
    }
    byte[] value = row.value().clone();
    String date = new String(value, row.timestampAt(), DATE_LENGTH, StandardCharsets.US_ASCII);
    byte[] moved =
        shifted.computeIfAbsent(
            date,
            text ->
                LocalDate.parse(text)
                    .plusDays(days)
                    .toString()
                    .getBytes(StandardCharsets.US_ASCII));
    System.arraycopy(moved, 0, value, row.timestampAt(), DATE_LENGTH);
    return new ReplayRow(
        row.instantMillis() + days * DAY_MILLIS, row.key(), value, row.timestampAt());
  }
}
