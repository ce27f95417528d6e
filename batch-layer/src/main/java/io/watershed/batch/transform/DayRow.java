package io.watershed.batch.transform;

import io.watershed.core.consumption.DailyStatistics;
import io.watershed.core.consumption.MeasurementDay;
import io.watershed.core.consumption.RegisterComparison;
import io.watershed.core.consumption.ValueSummary;
import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** A day's figures as a row of {@link DayView#COMPUTED}. */
final class DayRow {

  private DayRow() {}

  static Row of(MeasurementDay figures, long late, long unknown, List<Problem> problems) {
    DailyStatistics statistics = figures.statistics();
    ValueSummary values = statistics.values();
    Meter meter = statistics.meter();
    Optional<RegisterComparison> checked =
        statistics.comparison().filter(RegisterComparison::checked);
    return RowFactory.create(
        meter.id(),
        statistics.measurement().canonicalName(),
        statistics.measurement().unit().symbol(),
        orNull(statistics.total()),
        orNull(values.mean()),
        orNull(values.maximum()),
        orNull(values.minimum()),
        values.counted(),
        values.excluded(),
        late,
        meter.suburb().orElse(null),
        meter.postcode().isPresent() ? meter.postcode().getAsInt() : null,
        meter.usageType().orElse(null),
        meter.type().map(MeterType::label).orElse(null),
        statistics.firstMillis().orElse(null),
        statistics.lastMillis().orElse(null),
        checked.map(RegisterComparison::advanceLitres).orElse(null),
        checked.map(RegisterComparison::differenceLitres).orElse(null),
        statistics.comparison().map(comparison -> comparison.verdict().name()).orElse(null),
        meter.zone().getId(),
        unknown,
        problems.stream().map(DayRow::row).toArray(),
        (int) statistics.date().toEpochDay());
  }

  private static Row row(Problem problem) {
    return RowFactory.create(problem.type().name(), problem.severity().name(), problem.evidence());
  }

  static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }

  static Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
