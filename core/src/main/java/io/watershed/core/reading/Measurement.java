package io.watershed.core.reading;

import static io.watershed.core.reading.Kind.GAUGE;
import static io.watershed.core.reading.Kind.INTERVAL_FLOW;
import static io.watershed.core.reading.Kind.REGISTER;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The measurement catalogue: what meters send, under which names on the wire, in which units.
 *
 * <p>Two meter families name the same quantity differently ({@code Pulse1}/{@code P1} and {@code
 * 10266/1}/{@code 1} are both litres in an interval); each constant here is one quantity, with one
 * canonical name, one canonical unit, and the {@link Wire} forms it arrives in. A quantity with
 * several series (mean, minimum, maximum of a day) is several constants, so that values of
 * different series are never mixed.
 *
 * <p>Source of names, intervals and units: the publisher's schema sheet of the Queensland "Digital
 * Water Meter" data set.
 */
public enum Measurement {
  /** Litres that passed in the interval ending at the timestamp. */
  FLOW(
      "Pulse1",
      INTERVAL_FLOW,
      Unit.LITRE,
      new Wire("Pulse1", "P1", Unit.LITRE, Duration.ofMinutes(15)),
      new Wire("10266/1", "1", Unit.LITRE, Duration.ofMinutes(30))),
  /** The totaliser, litres since installation. */
  TOTAL(
      "Pulse1_Total",
      REGISTER,
      Unit.LITRE,
      new Wire("Pulse1_Total", "T1", Unit.LITRE, Duration.ofMinutes(15)),
      new Wire("10266/0", "0", Unit.KILOLITRE, Duration.ofDays(1))),
  /** Battery voltage. */
  BATTERY(
      "Battery",
      GAUGE,
      Unit.VOLT,
      new Wire("Battery", "V", Unit.VOLT, Duration.ofDays(1)),
      new Wire("10270/0", "0", Unit.DECIVOLT, Duration.ofDays(1))),
  /** Temperature of the device. */
  DEVICE_TEMPERATURE(
      "DeviceTemperature",
      GAUGE,
      Unit.CELSIUS,
      new Wire("DeviceTemperature", "T", Unit.CELSIUS, Duration.ofDays(1)),
      new Wire("10268/0", "0", Unit.CELSIUS, Duration.ofHours(4))),
  /** Median device temperature of a day. */
  DEVICE_TEMPERATURE_MEDIAN(
      "DeviceTemperature_Median",
      GAUGE,
      Unit.CELSIUS,
      new Wire("DeviceTemperature", "Median", Unit.CELSIUS, Duration.ofDays(1))),
  /** Lowest device temperature of a day. */
  DEVICE_TEMPERATURE_MIN(
      "DeviceTemperature_Min",
      GAUGE,
      Unit.CELSIUS,
      new Wire("DeviceTemperature", "Min", Unit.CELSIUS, Duration.ofDays(1))),
  /** Highest device temperature of a day. */
  DEVICE_TEMPERATURE_MAX(
      "DeviceTemperature_Max",
      GAUGE,
      Unit.CELSIUS,
      new Wire("DeviceTemperature", "Max", Unit.CELSIUS, Duration.ofDays(1))),
  /** Reference signal received power of the radio. */
  RADIO_RSRP("RF_RSRP", GAUGE, Unit.DBM, new Wire("RF", "RSRP", Unit.DBM, Duration.ofDays(1))),
  /** Signal to interference plus noise ratio of the radio. */
  RADIO_SINR(
      "RF_SINR", GAUGE, Unit.DECIBEL, new Wire("RF", "SINR", Unit.DECIBEL, Duration.ofDays(1))),
  /** Reference signal received quality of the radio. */
  RADIO_RSRQ(
      "RF_RSRQ", GAUGE, Unit.DECIBEL, new Wire("RF", "RSRQ", Unit.DECIBEL, Duration.ofDays(1))),
  /** Received signal strength. */
  SIGNAL_STRENGTH(
      "C8y_SignalStrength",
      GAUGE,
      Unit.DBM,
      new Wire("C8y_SignalStrength", "RSSI", Unit.DBM, Duration.ofDays(1))),
  /** Log points a device collected. */
  LOG_STORED(
      "Log_Count_Stored",
      GAUGE,
      Unit.COUNT,
      new Wire("Log_Count", "Stored", Unit.COUNT, Duration.ofDays(1))),
  /** Log points a device transmitted. */
  LOG_SENT(
      "Log_Count_Sent",
      GAUGE,
      Unit.COUNT,
      new Wire("Log_Count", "Sent", Unit.COUNT, Duration.ofDays(1))),
  /** The day's highest flow rate. */
  MAX_FLOW_RATE(
      "MaxFlowRate",
      GAUGE,
      Unit.LITRE_PER_SECOND,
      new Wire("10267/0", "0", Unit.LITRE_PER_SECOND, Duration.ofDays(1))),
  /** Pressure at the meter. The schema sheet names no unit; kilopascals are assumed. */
  PRESSURE(
      "Pressure",
      GAUGE,
      Unit.KILOPASCAL,
      new Wire("10269/0", "0", Unit.KILOPASCAL, Duration.ofHours(4))),
  /** Communication time. */
  COMMUNICATION_TIME(
      "CommunicationTime",
      GAUGE,
      Unit.SECOND,
      new Wire("10271/0", "0", Unit.SECOND, Duration.ofDays(1))),
  /** Offset of the communication time. */
  COMMUNICATION_TIME_OFFSET(
      "CommunicationTimeOffset",
      GAUGE,
      Unit.SECOND,
      new Wire("10271/0", "1", Unit.SECOND, Duration.ofDays(1)));

  /**
   * One form in which a measurement arrives.
   *
   * @param type the {@code measurement_type} of the message, without a leading slash
   * @param series the {@code series} of the message
   * @param unit the unit meant when the message names none
   * @param interval how often a device sends it; for a flow, the time the value covers
   */
  public record Wire(String type, String series, Unit unit, Duration interval) {}

  /** A measurement together with the wire form that named it. */
  public record Match(Measurement measurement, Wire wire) {}

  private static final Map<String, Map<String, Match>> BY_WIRE = new HashMap<>();
  private static final Map<String, Measurement> BY_NAME = new LinkedHashMap<>();

  static {
    for (Measurement measurement : values()) {
      BY_NAME.put(measurement.canonicalName, measurement);
      for (Wire wire : measurement.wires) {
        BY_WIRE
            .computeIfAbsent(wire.type(), type -> new HashMap<>())
            .put(wire.series(), new Match(measurement, wire));
      }
    }
  }

  private final String canonicalName;
  private final Kind kind;
  private final Unit unit;
  private final List<Wire> wires;

  Measurement(String canonicalName, Kind kind, Unit unit, Wire... wires) {
    this.canonicalName = canonicalName;
    this.kind = kind;
    this.unit = unit;
    this.wires = Collections.unmodifiableList(Arrays.asList(wires));
  }

  /** The name used in every table, index and file, whichever device sent the value. */
  public String canonicalName() {
    return canonicalName;
  }

  /** How values of this measurement may be combined. */
  public Kind kind() {
    return kind;
  }

  /** The unit of every value inside Watershed. */
  public Unit unit() {
    return unit;
  }

  /**
   * The forms this measurement arrives in; the first is the digital meters' own, where there is
   * one.
   */
  public List<Wire> wires() {
    return wires;
  }

  /** The measurement of a canonical name. */
  public static Optional<Measurement> ofCanonicalName(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** All canonical names, in catalogue order. */
  public static List<String> canonicalNames() {
    return List.copyOf(BY_NAME.keySet());
  }

  /**
   * The measurement that a message means.
   *
   * @param type the message's {@code measurement_type}; one leading slash is ignored
   * @param series the message's {@code series}
   * @return empty when the catalogue has no such type, or the type no such series
   */
  public static Optional<Match> ofWire(String type, String series) {
    String bare = type.startsWith("/") ? type.substring(1) : type;
    Map<String, Match> bySeries = BY_WIRE.get(bare);
    return bySeries == null ? Optional.empty() : Optional.ofNullable(bySeries.get(series));
  }
}
