package io.watershed.core.alert;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What an alert is about. The names are part of the data contract. */
public enum AlertType {
  /** Much more water than a customer of this kind uses. */
  HIGH_FLOW("Flow", "L/h", Worse.HIGHER),
  /** A battery near its end. */
  LOW_BATTERY("Battery", "V", Worse.LOWER),
  /** A device hotter than it should be. */
  HIGH_TEMP("Device temperature", "C", Worse.HIGHER);

  private enum Worse {
    HIGHER,
    LOWER
  }

  private final String quantity;
  private final String unit;
  private final Worse worse;

  AlertType(String quantity, String unit, Worse worse) {
    this.quantity = quantity;
    this.unit = unit;
    this.worse = worse;
  }

  /** The unit of the measured value and of the limit. */
  public String unit() {
    return unit;
  }

  /** The worse of two measured values. */
  public double worseOf(double one, double other) {
    return worse == Worse.HIGHER ? Math.max(one, other) : Math.min(one, other);
  }

  /** One sentence for people. */
  String sentence(double measured, double limit) {
    return quantity
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
