package io.watershed.core.alert;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What an alert is about. The names are part of the data contract. */
public enum AlertType {
  /** Much more water than a customer of this kind uses. */
  HIGH_FLOW(Subject.METER, "high-flow", "Flow", "L/h", Worse.HIGHER),
  /** A battery near its end. */
  LOW_BATTERY(Subject.METER, "low-battery", "Battery", "V", Worse.LOWER),
  /** A device hotter than it should be. */
  HIGH_TEMP(Subject.METER, "high-temperature", "Device temperature", "C", Worse.HIGHER),
  /** Water that rises by much within hours, beyond where it was the day before. */
  RAPID_RISE(Subject.STATION, "rapid-rise", "Rise of the water", "m", Worse.HIGHER),
  /** Water as high as it seldom is at this gauge. */
  HIGH_WATER(Subject.STATION, "high-water", "Water level", "m", Worse.HIGHER),
  /** Heat that people suffer from. */
  HEAT(Subject.STATION, "heat", "Felt temperature", "°C", Worse.HIGHER),
  /** Cold in which skin freezes. */
  COLD(Subject.STATION, "cold", "Felt temperature", "°C", Worse.LOWER),
  /** A sensor that shows one and the same number for longer than nature keeps still. */
  SENSOR_STUCK(Subject.STATION, "sensor-stuck", "Time without any change", "h", Worse.HIGHER),
  /** A station that says nothing while the others of its source do. */
  STATION_SILENT(Subject.STATION, "station-silent", "Silence", "h", Worse.HIGHER);

  /** What kind of device an alert is about. */
  public enum Subject {
    /** A water meter. */
    METER,
    /** A weather station or a gauge. */
    STATION
  }

  private enum Worse {
    HIGHER,
    LOWER
  }

  private final Subject subject;
  private final String settings;
  private final String quantity;
  private final String unit;
  private final Worse worse;

  AlertType(Subject subject, String settings, String quantity, String unit, Worse worse) {
    this.subject = subject;
    this.settings = settings;
    this.quantity = quantity;
    this.unit = unit;
    this.worse = worse;
  }

  /** What kind of device it is about. */
  public Subject subject() {
    return subject;
  }

  /** The group of settings that holds its limits, such as {@code alerts.high-flow}. */
  public String settingsKey() {
    return "alerts." + settings;
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
