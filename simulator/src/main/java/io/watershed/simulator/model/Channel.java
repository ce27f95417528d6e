package io.watershed.simulator.model;

import io.watershed.core.reading.Measurement;
import io.watershed.core.reading.Measurement.Wire;

/** One row of the publisher's schema sheet: a measurement as one device family sends it. */
// Wire is a record of immutable parts.
@SuppressWarnings("ImmutableEnumChecker")
public enum Channel {
  DIGITAL_FLOW(Measurement.FLOW, "Pulse1"),
  DIGITAL_TOTAL(Measurement.TOTAL, "Pulse1_Total"),
  DIGITAL_BATTERY(Measurement.BATTERY, "Battery"),
  DIGITAL_TEMPERATURE(Measurement.DEVICE_TEMPERATURE, "DeviceTemperature"),
  DIGITAL_TEMPERATURE_MEDIAN(Measurement.DEVICE_TEMPERATURE_MEDIAN, "DeviceTemperature"),
  DIGITAL_TEMPERATURE_MIN(Measurement.DEVICE_TEMPERATURE_MIN, "DeviceTemperature"),
  DIGITAL_TEMPERATURE_MAX(Measurement.DEVICE_TEMPERATURE_MAX, "DeviceTemperature"),
  DIGITAL_RSRP(Measurement.RADIO_RSRP, "RF"),
  DIGITAL_SINR(Measurement.RADIO_SINR, "RF"),
  DIGITAL_RSRQ(Measurement.RADIO_RSRQ, "RF"),
  DIGITAL_SIGNAL(Measurement.SIGNAL_STRENGTH, "C8y_SignalStrength"),
  DIGITAL_LOG_STORED(Measurement.LOG_STORED, "Log_Count"),
  DIGITAL_LOG_SENT(Measurement.LOG_SENT, "Log_Count"),
  INTEGRATED_FLOW(Measurement.FLOW, "10266/1"),
  INTEGRATED_TOTAL(Measurement.TOTAL, "10266/0"),
  INTEGRATED_MAX_RATE(Measurement.MAX_FLOW_RATE, "10267/0"),
  INTEGRATED_TEMPERATURE(Measurement.DEVICE_TEMPERATURE, "10268/0"),
  INTEGRATED_PRESSURE(Measurement.PRESSURE, "10269/0"),
  INTEGRATED_BATTERY(Measurement.BATTERY, "10270/0"),
  INTEGRATED_COMMUNICATION(Measurement.COMMUNICATION_TIME, "10271/0"),
  INTEGRATED_COMMUNICATION_OFFSET(Measurement.COMMUNICATION_TIME_OFFSET, "10271/0");

  private final Measurement measurement;
  private final Wire wire;

  Channel(Measurement measurement, String type) {
    this.measurement = measurement;
    this.wire =
        measurement.wires().stream()
            .filter(candidate -> candidate.type().equals(type))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no wire form " + type));
  }

  /** A number from 0, for arrays that hold something for each channel: this is the hot path. */
  @SuppressWarnings("EnumOrdinal")
  public int index() {
    return ordinal();
  }

  /** The quantity. */
  public Measurement measurement() {
    return measurement;
  }

  /** Its form on the wire. */
  public Wire wire() {
    return wire;
  }

  /** Whether the type is an LwM2M path, which some devices send with a leading slash. */
  public boolean isPath() {
    return wire.type().indexOf('/') > 0;
  }
}
