package io.watershed.core.quality;

import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.reading.Kind;
import io.watershed.core.reading.Measurement;
import io.watershed.core.reading.Reading;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** The rules that judge a reading by itself, without the meter's other readings. */
public final class QualityRules {

  private static final double SECONDS_PER_HOUR = 3600;

  private final QualityLimits limits;

  /** Rules with the given limits. */
  public QualityRules(QualityLimits limits) {
    this.limits = limits;
  }

  /** The limits the rules use. */
  public QualityLimits limits() {
    return limits;
  }

  /** The flags that a reading deserves; empty for one that is simply believed. */
  public Set<QualityFlag> check(Reading reading, Meter meter) {
    EnumSet<QualityFlag> flags = EnumSet.noneOf(QualityFlag.class);
    if (!meter.known()) {
      flags.add(QualityFlag.UNKNOWN_METER);
    }
    if (reading.measurement().kind() == Kind.INTERVAL_FLOW) {
      checkFlow(reading, meter, flags);
    } else if (outOfRange(reading.measurement(), reading.value())) {
      flags.add(QualityFlag.GAUGE_OUT_OF_RANGE);
    }
    return flags;
  }

  private void checkFlow(Reading reading, Meter meter, Set<QualityFlag> flags) {
    if (reading.value() < 0) {
      flags.add(QualityFlag.NEGATIVE_FLOW);
    } else if (litresPerHour(reading, meter) > limits.maximumFlowLitresPerHour()) {
      flags.add(QualityFlag.FLOW_ABOVE_LIMIT);
    }
  }

  private boolean outOfRange(Measurement measurement, double value) {
    return switch (measurement) {
      case BATTERY -> value < limits.minimumBatteryVolts() || value > limits.maximumBatteryVolts();
      case DEVICE_TEMPERATURE,
          DEVICE_TEMPERATURE_MEDIAN,
          DEVICE_TEMPERATURE_MIN,
          DEVICE_TEMPERATURE_MAX ->
          value < limits.minimumTemperatureCelsius() || value > limits.maximumTemperatureCelsius();
      case FLOW,
          TOTAL,
          RADIO_RSRP,
          RADIO_SINR,
          RADIO_RSRQ,
          SIGNAL_STRENGTH,
          LOG_STORED,
          LOG_SENT,
          MAX_FLOW_RATE,
          PRESSURE,
          COMMUNICATION_TIME,
          COMMUNICATION_TIME_OFFSET ->
          false;
    };
  }

  /** The mean rate of an interval flow, litres per hour. */
  public static double litresPerHour(Reading reading, Meter meter) {
    return reading.value() * SECONDS_PER_HOUR / flowInterval(reading, meter).toSeconds();
  }

  /**
   * The time a flow covers: the meter family's interval, or the wire form's for an unknown meter.
   */
  public static Duration flowInterval(Reading reading, Meter meter) {
    return meter.type().map(MeterType::flowInterval).orElse(reading.interval());
  }
}
