package io.watershed.core.consumption;

import io.watershed.core.meter.Meter;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.reading.Kind;
import io.watershed.core.reading.Measurement;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Computes a meter's days. A day's result depends on the readings of that day and of the lookback
 * days before it and on nothing else, so recomputing some days gives what recomputing all gives.
 */
public final class MeterDays {

  private final ConsumptionLimits limits;
  private final RegisterRule registerRule;

  /** A calculator with the given limits. */
  public MeterDays(ConsumptionLimits limits) {
    this.limits = limits;
    this.registerRule = new RegisterRule(limits);
  }

  /** How many days before a day its result may depend on. */
  public int lookbackDays() {
    return limits.lookbackDays();
  }

  /** Computes one day; empty when neither it nor a lookback day has a reading. */
  public Optional<MeterDay> day(MeterReadings readings, LocalDate date) {
    LocalDate first = date.minusDays(limits.lookbackDays());
    Map<Measurement, MeasurementDay> days = new EnumMap<>(Measurement.class);
    RegisterHistory register = registerRule.judge(readings.between(Measurement.TOTAL, first, date));
    EnrichedReading newest = null;
    for (Measurement measurement : readings.measurements()) {
      List<EnrichedReading> window =
          measurement.kind() == Kind.REGISTER
              ? register.readings()
              : readings.between(measurement, first, date);
      if (window.isEmpty()) {
        continue;
      }
      int onDay = readings.on(measurement, date).size();
      newest = later(newest, window.get(window.size() - 1));
      days.put(measurement, measurementDay(measurement, date, window, onDay, register));
    }
    return newest == null
        ? Optional.empty()
        : Optional.of(new MeterDay(newest.meter(), date, days));
  }

  private MeasurementDay measurementDay(
      Measurement measurement,
      LocalDate date,
      List<EnrichedReading> window,
      int onDay,
      RegisterHistory register) {
    List<EnrichedReading> before = window.subList(0, window.size() - onDay);
    List<EnrichedReading> today = window.subList(window.size() - onDay, window.size());
    List<RegisterSpan> advances =
        measurement.kind() == Kind.GAUGE ? List.of() : advancesOf(register, date);
    ValueSummary values = ValueSummary.of(today);
    OptionalDouble total =
        switch (measurement.kind()) {
          case INTERVAL_FLOW -> OptionalDouble.of(values.sum());
          case REGISTER -> OptionalDouble.of(RegisterHistory.advanceLitres(advances));
          case GAUGE -> OptionalDouble.empty();
        };
    Optional<RegisterComparison> comparison =
        measurement.kind() == Kind.INTERVAL_FLOW
            ? Optional.of(RegisterComparison.of(advances, window, limits))
            : Optional.empty();
    Meter meter = window.get(window.size() - 1).meter();
    return new MeasurementDay(
        before,
        today,
        measurement.kind() == Kind.REGISTER ? advances : List.of(),
        new DailyStatistics(
            meter,
            date,
            measurement,
            values,
            total,
            today.stream().findFirst().map(MeterDays::millis),
            onDay == 0 ? Optional.empty() : Optional.of(millis(today.get(onDay - 1))),
            comparison));
  }

  // An advance belongs to the day on which it became known, that of its later reading.
  private static List<RegisterSpan> advancesOf(RegisterHistory register, LocalDate date) {
    List<RegisterSpan> spans = register.spans();
    int first = spans.size();
    while (first > 0 && spans.get(first - 1).to().localDate().equals(date)) {
      first--;
    }
    return spans.subList(first, spans.size());
  }

  private static EnrichedReading later(EnrichedReading one, EnrichedReading other) {
    return one == null || millis(other) > millis(one) ? other : one;
  }

  private static long millis(EnrichedReading reading) {
    return reading.reading().timestampMillis();
  }
}
