package io.watershed.core.alert;

import static io.watershed.core.alert.Quantity.worseWhenHigher;
import static io.watershed.core.alert.Quantity.worseWhenLower;

import java.util.function.Function;

/** The rules of weather stations and gauges. */
public enum StationAlert implements AlertType {
  /** Water that rises by much within hours, beyond where it was the day before. */
  RAPID_RISE("rapid-rise", worseWhenHigher("Rise of the water", "m")),
  /** Water as high as it seldom is at this gauge. */
  HIGH_WATER("high-water", worseWhenHigher("Water level", "m")),
  /** Heat that people suffer from. */
  HEAT("heat", worseWhenHigher("Felt temperature", "°C")),
  /** Cold in which skin freezes. */
  COLD("cold", worseWhenLower("Felt temperature", "°C")),
  /** A sensor that shows one and the same number for longer than nature keeps still. */
  SENSOR_STUCK("sensor-stuck", worseWhenHigher("Time without any change", "h")),
  /** A station that says nothing while the others of its source do. */
  STATION_SILENT("station-silent", worseWhenHigher("Silence", "h"));

  private final String settings;
  private final Quantity quantity;

  StationAlert(String settings, Quantity quantity) {
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
    return ofStation.apply(this);
  }
}
