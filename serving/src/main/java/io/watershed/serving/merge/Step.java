package io.watershed.serving.merge;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The length of a point's span. Hours are UTC hours; days and months are those of a zone. */
public enum Step {
  /** An hour of UTC. */
  HOUR,
  /** A local day. */
  DAY,
  /** A local month. */
  MONTH;

  /** Its name in requests. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where the span begins that holds an instant. */
  public Instant startOf(Instant instant, ZoneId zone) {
    return switch (this) {
      case HOUR -> instant.truncatedTo(ChronoUnit.HOURS);
      case DAY -> day(instant, zone).atStartOfDay(zone).toInstant();
      case MONTH -> day(instant, zone).withDayOfMonth(1).atStartOfDay(zone).toInstant();
    };
  }

  /** Where the span ends that begins at an instant. */
  public Instant endOf(Instant start, ZoneId zone) {
    return switch (this) {
      case HOUR -> start.plus(1, ChronoUnit.HOURS);
      case DAY -> day(start, zone).plusDays(1).atStartOfDay(zone).toInstant();
      case MONTH -> day(start, zone).plusMonths(1).atStartOfDay(zone).toInstant();
    };
  }

  /** What people call the span that begins at an instant. */
  public String label(Instant start, ZoneId zone) {
    return switch (this) {
      case HOUR -> start.toString();
      case DAY -> day(start, zone).toString();
      case MONTH -> YearMonth.from(day(start, zone)).toString();
    };
  }

  private static LocalDate day(Instant instant, ZoneId zone) {
    return instant.atZone(zone).toLocalDate();
  }
}
