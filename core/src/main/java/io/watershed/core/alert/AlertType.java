package io.watershed.core.alert;

/** What an alert is about. The names are part of the data contract. */
public enum AlertType {
  /** Much more water than a customer of this kind uses. */
  HIGH_FLOW,
  /** A battery near its end. */
  LOW_BATTERY,
  /** A device hotter than it should be. */
  HIGH_TEMP
}
