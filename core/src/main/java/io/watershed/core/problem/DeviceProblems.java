package io.watershed.core.problem;

import io.watershed.core.alert.AlertRules;
import io.watershed.core.alert.Breach;
import io.watershed.core.alert.Severity;
import io.watershed.core.consumption.MeasurementDay;
import io.watershed.core.consumption.MeterDay;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.quality.QualityFlag;
import io.watershed.core.reading.Measurement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Problems of the device itself: battery, temperature, gauges that show what cannot be. */
final class DeviceProblems {

  private final ProblemLimits limits;
  private final AlertRules alerts;

  DeviceProblems(ProblemLimits limits, AlertRules alerts) {
    this.limits = limits;
    this.alerts = alerts;
  }

  void check(MeterDay day, List<Problem> problems) {
    day.of(Measurement.BATTERY).flatMap(this::battery).ifPresent(problems::add);
    for (Map.Entry<Measurement, MeasurementDay> entry : day.measurements().entrySet()) {
      Measurement measurement = entry.getKey();
      List<EnrichedReading> readings = entry.getValue().readings();
      if (measurement == Measurement.DEVICE_TEMPERATURE
          || measurement == Measurement.DEVICE_TEMPERATURE_MAX) {
        temperature(measurement, readings).ifPresent(problems::add);
      }
      outOfRange(measurement, readings).ifPresent(problems::add);
    }
  }

  private Optional<Problem> battery(MeasurementDay battery) {
    Optional<Breach> worst = Optional.empty();
    for (EnrichedReading reading : battery.readings()) {
      Optional<Breach> breach = alerts.check(reading);
      if (breach.isPresent()
          && (worst.isEmpty() || breach.get().measured() < worst.get().measured())) {
        worst = breach;
      }
    }
    return worst.map(DeviceProblems::lowBattery).or(() -> decline(battery));
  }

  private static Problem lowBattery(Breach breach) {
    return new Problem(
        ProblemType.LOW_BATTERY,
        breach.severity(),
        Measurement.BATTERY,
        "The battery is down to "
            + Evidence.number(breach.measured())
            + " V, the limit is "
            + Evidence.number(breach.limit())
            + " V.");
  }

  private Optional<Problem> decline(MeasurementDay battery) {
    Optional<EnrichedReading> first =
        battery.before().stream().filter(EnrichedReading::counted).findFirst();
    Optional<EnrichedReading> last =
        battery.readings().stream()
            .filter(EnrichedReading::counted)
            .reduce((earlier, later) -> later);
    if (first.isEmpty() || last.isEmpty()) {
      return Optional.empty();
    }
    double from = first.get().reading().value();
    double to = last.get().reading().value();
    if (from - to < limits.batteryDeclineVolts() || !neverRises(battery)) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            ProblemType.LOW_BATTERY,
            Severity.WARNING,
            Measurement.BATTERY,
            "The battery fell from "
                + Evidence.number(from)
                + " V on "
                + first.get().localDate()
                + " to "
                + Evidence.number(to)
                + " V."));
  }

  // A cold night lowers a voltage for hours; what never rises again is a decline.
  private static boolean neverRises(MeasurementDay battery) {
    double previous = Double.POSITIVE_INFINITY;
    for (EnrichedReading reading :
        Stream.concat(battery.before().stream(), battery.readings().stream())
            .filter(EnrichedReading::counted)
            .toList()) {
      if (reading.reading().value() > previous) {
        return false;
      }
      previous = reading.reading().value();
    }
    return true;
  }

  private Optional<Problem> temperature(Measurement measurement, List<EnrichedReading> readings) {
    EnrichedReading hottest = null;
    Breach worst = null;
    for (EnrichedReading reading : readings) {
      Optional<Breach> breach = alerts.check(reading);
      if (breach.isPresent() && (worst == null || breach.get().measured() > worst.measured())) {
        hottest = reading;
        worst = breach.get();
      }
    }
    if (hottest == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            ProblemType.HIGH_TEMP,
            worst.severity(),
            measurement,
            "The device was at "
                + Evidence.number(worst.measured())
                + " degrees Celsius at "
                + Evidence.clock(hottest)
                + ", the limit is "
                + Evidence.number(worst.limit())
                + "."));
  }

  private static Optional<Problem> outOfRange(
      Measurement measurement, List<EnrichedReading> readings) {
    Flagged impossible = Flagged.of(readings, QualityFlag.GAUGE_OUT_OF_RANGE);
    if (impossible.count() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            ProblemType.IMPLAUSIBLE_VALUES,
            Severity.INFO,
            measurement,
            Evidence.count(impossible.count(), "value lies", "values lie")
                + " outside of what the sensor can show, between "
                + Evidence.number(impossible.lowest())
                + " and "
                + Evidence.number(impossible.highest())
                + " "
                + measurement.unit().symbol()
                + "."));
  }
}
