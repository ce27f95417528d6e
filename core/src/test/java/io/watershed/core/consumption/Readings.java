package io.watershed.core.consumption;

import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.quality.QualityLimits;
import io.watershed.core.quality.QualityRules;
import io.watershed.core.reading.Measurement;
import io.watershed.core.reading.Reading;
import io.watershed.core.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Readings of one meter, for tests, flagged as the intake flags them. */
public final class Readings {

  private final Meter meter;
  private final QualityRules rules = new QualityRules(QualityLimits.from(Settings.of(Map.of())));

  private Readings(Meter meter) {
    this.meter = meter;
  }

  /** Readings of a residential meter of a family in a zone. */
  public static Readings of(MeterType type, String zone) {
    return new Readings(
        new Meter(
            "83008",
            Optional.of(type),
            Optional.of("BUDERIM"),
            OptionalInt.of(4556),
            Optional.of("Residential"),
            ZoneId.of(zone)));
  }

  /** The meter. */
  public Meter meter() {
    return meter;
  }

  /** A reading at an instant. */
  public EnrichedReading at(Measurement measurement, Instant instant, double value) {
    Reading reading =
        new Reading(
            meter.id(),
            measurement,
            instant.toEpochMilli(),
            value,
            meter.type().map(MeterType::flowInterval).orElse(Duration.ofMinutes(15)));
    return new EnrichedReading(reading, meter, rules.check(reading, meter));
  }

  /** A reading at a local time such as 2026-05-02T13:15. */
  public EnrichedReading at(Measurement measurement, String localTime, double value) {
    return at(measurement, LocalDateTime.parse(localTime).atZone(meter.zone()).toInstant(), value);
  }

  /** All flows of a local day, each with the same value. */
  public MeterReadings steadyFlow(MeterReadings to, LocalDate day, double value) {
    Duration interval = meter.type().orElseThrow().flowInterval();
    Instant time = day.atStartOfDay(meter.zone()).toInstant();
    Instant end = day.plusDays(1).atStartOfDay(meter.zone()).toInstant();
    for (; time.isBefore(end); time = time.plus(interval)) {
      add(to, at(Measurement.FLOW, time, value));
    }
    return to;
  }

  /** Adds a reading to its local day. */
  public static MeterReadings add(MeterReadings to, EnrichedReading reading) {
    to.add(reading.localDate(), reading);
    return to;
  }
}
