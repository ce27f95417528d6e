package io.watershed.core.meter;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The families of meters, which differ in protocol and in how often they measure. */
public enum MeterType {
  /** Digital meters with a pulse logger: a flow every 15 minutes. */
  DIGITAL("captis_pulse", Duration.ofMinutes(15)),
  /** Integrated LwM2M meters: a flow every 30 minutes. */
  INTEGRATED("c8y_lwm2m", Duration.ofMinutes(30)),
  /** Meters read once an hour, such as those of the DAIAD trial. */
  HOURLY("hourly_pulse", Duration.ofHours(1));

  private final String label;
  private final Duration flowInterval;

  MeterType(String label, Duration flowInterval) {
    this.label = label;
    this.flowInterval = flowInterval;
  }

  /** The name in fleet lists, tables and files. */
  public String label() {
    return label;
  }

  /** The time that one interval flow of such a meter covers. */
  public Duration flowInterval() {
    return flowInterval;
  }

  /** The family of a label. */
  public static Optional<MeterType> ofLabel(String label) {
    return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
  }

  /** All labels, for messages to people. */
  public static String labels() {
    return Arrays.stream(values()).map(MeterType::label).collect(Collectors.joining(", "));
  }
}
