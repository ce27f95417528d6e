package io.watershed.core.consumption;

import io.watershed.core.meter.Meter;
import io.watershed.core.reading.Measurement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one measurement of one meter amounts to in one month of local days.
 *
 * @param meter the meter, as its last day knew it
 * @param measurement the measurement
 * @param values count, mean and extremes over all days
 * @param total the sum of the days' totals; empty for gauges
 * @param daysWithReadings days on which at least one reading counts
 * @param comparison flows against register over the whole month; empty for other measurements
 */
public record MonthlyStatistics(
    Meter meter,
    Measurement measurement,
    ValueSummary values,
    OptionalDouble total,
    int daysWithReadings,
    Optional<RegisterComparison> comparison) {

  /**
   * The month that some days make.
   *
   * @param days at least one day of one meter and measurement, in date order
   */
  public static MonthlyStatistics of(List<DailyStatistics> days, ConsumptionLimits limits) {
    DailyStatistics last = days.get(days.size() - 1);
    ValueSummary values = ValueSummary.EMPTY;
    double total = 0;
    boolean hasTotal = false;
    int daysWithReadings = 0;
    double advance = 0;
    double difference = 0;
    boolean checked = false;
    for (DailyStatistics day : days) {
      values = values.plus(day.values());
      daysWithReadings += day.values().counted() > 0 ? 1 : 0;
      hasTotal |= day.total().isPresent();
      total += day.total().orElse(0);
      RegisterComparison comparison = day.comparison().orElse(RegisterComparison.NOT_CHECKED);
      if (comparison.checked()) {
        checked = true;
        advance += comparison.advanceLitres();
        difference += comparison.differenceLitres();
      }
    }
    RegisterComparison month =
        checked
            ? RegisterComparison.judged(advance, difference, limits)
            : RegisterComparison.NOT_CHECKED;
    return new MonthlyStatistics(
        last.meter(),
        last.measurement(),
        values,
        hasTotal ? OptionalDouble.of(total) : OptionalDouble.empty(),
        daysWithReadings,
        last.comparison().map(daily -> month));
  }
}
