package io.watershed.serving.csv;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Values as the text of a CSV cell, the same on every machine. */
public final class Cells {

  /**
   * What a spreadsheet takes for the start of a formula, the full-width forms and the white space
   * that some skip included. Source: OWASP, CSV Injection.
   */
  private static final String FORMULA_STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

  /** Up to here every whole double is exact. */
  private static final double LARGEST_EXACT = 0x1p53;

  private Cells() {}

  /**
   * A text that no spreadsheet runs: one that would begin a formula gets an apostrophe before it.
   * Null stays null, which is an empty cell.
   */
  public static String text(String value) {
    if (value == null || value.isEmpty() || FORMULA_STARTS.indexOf(value.charAt(0)) < 0) {
      return value;
    }
    return "'" + value;
  }

  /**
   * The shortest plain decimal that reads back as the same double: 6, 0.1, 1200000. Null for what
   * is no number, which is an empty cell.
   */
  public static String number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return null;
    }
    if (value == Math.rint(value) && Math.abs(value) < LARGEST_EXACT) {
      return Long.toString((long) value);
    }
    // A decimal of 15 digits is one double's alone, so the shortest is it without its zeros; the
    // few doubles that need 16 or 17 get them. Double.toString of Java 17 gives some too many.
    BigDecimal exact = new BigDecimal(value);
    BigDecimal shortest = exact;
    for (int digits = 15; digits <= 17; digits++) {
      shortest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (shortest.doubleValue() == value) {
        break;
      }
    }
    return shortest.stripTrailingZeros().toPlainString();
  }

  /** The ISO instant, with {@code Z}, at which UTC's clock shows this. Null stays null. */
  public static String instant(LocalDateTime utc) {
    return utc == null ? null : utc.toInstant(ZoneOffset.UTC).toString();
  }

  /** What a clock of another zone than UTC shows, {@code 2022-07-13T17:30:00}. */
  public static String wallClock(LocalDateTime shown) {
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(shown);
  }
}
