package io.watershed.core.alert;

import static io.watershed.core.alert.Quantity.worseWhenHigher;
import static io.watershed.core.alert.Quantity.worseWhenLower;

import java.util.function.Function;

/** The threshold rules of meters. */
public enum MeterAlert implements AlertType {
  /** Much more water than a customer of this kind uses. */
  HIGH_FLOW("high-flow", worseWhenHigher("Flow", "L/h")),
  /** A battery near its end. */
  LOW_BATTERY("low-battery", worseWhenLower("Battery", "V")),
  /** A device hotter than it should be. */
  HIGH_TEMP("high-temperature", worseWhenHigher("Device temperature", "C"));

  private final String settings;
  private final Quantity quantity;

  MeterAlert(String settings, Quantity quantity) {
    this.settings = settings;
    this.quantity = quantity;
  }

  @Override
  public Quantity quantity() {
    return quantity;
  }

  @Override
  public String settingsKey() {
    return "alerts." + settings;
  }

  @Override
  public <T> T either(Function<MeterAlert, T> ofMeter, Function<StationAlert, T> ofStation) {
    return ofMeter.apply(this);
  }
}
