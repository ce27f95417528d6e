package io.watershed.core.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Local days of devices. */
public final class LocalDays {

  private LocalDays() {}

  /** The day on which an instant falls for a clock in the zone. */
  public static LocalDate dayOf(long epochMillis, ZoneId zone) {
    return Instant.ofEpochMilli(epochMillis).atZone(zone).toLocalDate();
  }

  /** The first instant of a day in the zone, milliseconds since the epoch. */
  public static long startOf(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
