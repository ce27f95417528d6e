package io.watershed.core.alert;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What the values of a rule are.
 *
 * @param name what is measured, as a sentence begins
 * @param unit the unit of the measured value and of the limit
 * @param worse which of two values is the worse one
 */
public record Quantity(String name, String unit, Worse worse) {

  /** The side on which the limit is passed. */
  public enum Worse {
    /** Above it. */
    HIGHER,
    /** Below it. */
    LOWER
  }

  static Quantity worseWhenHigher(String name, String unit) {
    return new Quantity(name, unit, Worse.HIGHER);
  }

  static Quantity worseWhenLower(String name, String unit) {
    return new Quantity(name, unit, Worse.LOWER);
  }

  /** The worse of two measured values. */
  double worseOf(double one, double other) {
    return worse == Worse.HIGHER ? Math.max(one, other) : Math.min(one, other);
  }

  /** One sentence for people. */
  String sentence(double measured, double limit) {
    return name
        + " "
        + plain(measured)
        + " "
        + unit
        + (worse == Worse.HIGHER ? " is at or above " : " is at or below ")
        + plain(limit)
        + " "
        + unit;
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value)
        .setScale(2, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }
}
