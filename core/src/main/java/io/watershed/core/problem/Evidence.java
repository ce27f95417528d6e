package io.watershed.core.problem;

import io.watershed.core.quality.EnrichedReading;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Figures as a sentence shows them. */
final class Evidence {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private Evidence() {}

  /** A number with at most two decimals and no exponent. */
  static String number(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /** The local time of day of a reading. */
  static String clock(EnrichedReading reading) {
    return CLOCK.format(local(reading));
  }

  static ZonedDateTime local(EnrichedReading reading) {
    return reading.reading().timestamp().atZone(reading.meter().zone());
  }

  /** Hours and minutes, such as 1 h 30 min. */
  static String span(Duration duration) {
    long hours = duration.toHours();
    int minutes = duration.toMinutesPart();
    if (hours == 0) {
      return minutes + " min";
    }
    return minutes == 0 ? hours + " h" : hours + " h " + minutes + " min";
  }

  /** A count with its noun. */
  static String count(long number, String singular, String plural) {
    return number + " " + (number == 1 ? singular : plural);
  }

  /** How long a local day is: 23, 24 or 25 hours. */
  static Duration lengthOf(LocalDate day, ZoneId zone) {
    return Duration.between(day.atStartOfDay(zone), day.plusDays(1).atStartOfDay(zone));
  }
}
