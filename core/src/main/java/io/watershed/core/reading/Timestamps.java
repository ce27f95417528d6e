package io.watershed.core.reading;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ISO 8601 timestamps with a zone ({@code Z}, {@code +10:00}, {@code +1000}, {@code +10}) to
 * milliseconds since the epoch.
 *
 * <p>The one layout that nearly every message has is read by hand, because a formatter costs a
 * microsecond a message; every other layout goes to {@link OffsetDateTime#parse}.
 */
public final class Timestamps {

  private static final int[] DAYS_BEFORE_MONTH = {
    0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334
  };
  private static final int[] DAYS_IN_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private static final Pattern BASIC_OFFSET = Pattern.compile("(.*[+-][0-9]{2})([0-9]{2})");

  private Timestamps() {}

  /**
   * The same with {@code +10:00} at its end where it has {@code +1000}, which Java does not read.
   */
  public static String withColon(String text) {
    Matcher basic = BASIC_OFFSET.matcher(text);
    return basic.matches() ? basic.group(1) + ':' + basic.group(2) : text;
  }

  /** Milliseconds since the epoch, or a rejection that says what is wrong. */
  static long parse(String text) throws MessageRejectedException {
    long fast = parseUsualLayout(text);
    return fast != Long.MIN_VALUE ? fast : parseAnyLayout(text);
  }

  private static long parseAnyLayout(String text) throws MessageRejectedException {
    try {
      return OffsetDateTime.parse(withColon(text)).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException noInstant) {
      DeadLetterReason reason =
          isLocal(text) ? DeadLetterReason.TIMESTAMP_WITHOUT_ZONE : DeadLetterReason.BAD_TIMESTAMP;
      throw new MessageRejectedException(
          reason,
          "timestamp \""
              + MessageRules.excerpt(text)
              + "\" must be ISO 8601 with a zone, such as 2022-07-13T07:30:01.000Z or"
              + " 2022-07-13T17:30:01.000+10:00");
    }
  }

  private static boolean isLocal(String text) {
    try {
      LocalDateTime.parse(text.replace(' ', 'T'));
      return true;
    } catch (DateTimeException notLocal) {
      return false;
    }
  }

  /**
   * Reads {@code yyyy-MM-ddTHH:mm:ss[.SSS](Z|±HH:mm|±HHmm)}; {@code Long.MIN_VALUE} when it is not
   * that.
   */
  private static long parseUsualLayout(String text) {
    int length = text.length();
    if (length < 20
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return Long.MIN_VALUE;
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 2);
    int day = digits(text, 8, 2);
    int hour = digits(text, 11, 2);
    int minute = digits(text, 14, 2);
    int second = digits(text, 17, 2);
    int millis = 0;
    int at = 19;
    if (text.charAt(at) == '.') {
      if (length < 24) {
        return Long.MIN_VALUE;
      }
      millis = digits(text, 20, 3);
      at = 23;
    }
    int offsetMinutes = offsetMinutes(text, at);
    if (year < 1
        || month < 1
        || month > 12
        || day < 1
        || hour < 0
        || hour > 23
        || minute < 0
        || minute > 59
        || second < 0
        || second > 59
        || millis < 0
        || offsetMinutes == Integer.MIN_VALUE
        || day > daysInMonth(year, month)) {
      return Long.MIN_VALUE;
    }
    long days = daysSinceEpoch(year, month, day);
    long seconds = days * 86_400 + hour * 3600L + minute * 60L + second - offsetMinutes * 60L;
    return seconds * 1000 + millis;
  }

  private static int offsetMinutes(String text, int at) {
    int length = text.length();
    char sign = text.charAt(at);
    if (sign == 'Z' && length == at + 1) {
      return 0;
    }
    boolean colon = length == at + 6 && text.charAt(at + 3) == ':';
    if ((sign != '+' && sign != '-') || !(colon || length == at + 5)) {
      return Integer.MIN_VALUE;
    }
    int hours = digits(text, at + 1, 2);
    int minutes = digits(text, length - 2, 2);
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int total = hours * 60 + minutes;
    return total > 18 * 60 ? Integer.MIN_VALUE : sign == '-' ? -total : total;
  }

  /**
   * The number written by {@code count} digits, or a negative number when there is another
   * character.
   */
  private static int digits(String text, int from, int count) {
    int number = 0;
    for (int index = from; index < from + count; index++) {
      int digit = text.charAt(index) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static boolean isLeap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  }

  private static int daysInMonth(int year, int month) {
    return month == 2 && isLeap(year) ? 29 : DAYS_IN_MONTH[month - 1];
  }

  private static long daysSinceEpoch(int year, int month, int day) {
    long before = year - 1L;
    long days = before * 365 + before / 4 - before / 100 + before / 400 - 719_162;
    return days + DAYS_BEFORE_MONTH[month - 1] + (month > 2 && isLeap(year) ? 1 : 0) + day - 1;
  }
}
