package io.watershed.batch.transform;

import io.watershed.core.consumption.DailyStatistics;
import io.watershed.core.consumption.MeasurementDay;
import io.watershed.core.consumption.RegisterComparison;
import io.watershed.core.consumption.ValueSummary;
import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.problem.Problem;
import io.watershed.spark.RowLayout;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;

/** A day's figures as a row of {@code daily_stats}, with what else is known of the day. */
final class DayRow {

  private static final Table.Builder ROWS_OF = Table.named("computed_days");

  static {
    DailyStats.TABLE.allColumns().forEach(ROWS_OF::add);
  }

  static final Column<Long> UNKNOWN_METER_COUNT =
      ROWS_OF.count("unknown_meter_count", "readings of meters that no list names");
  static final Column<List<String>> ISSUE_TYPES =
      ROWS_OF.texts("issue_types", "what the day's problems are about");
  static final Column<List<String>> SEVERITIES =
      ROWS_OF.texts("severities", "the severity of each");
  static final Column<List<String>> EVIDENCE = ROWS_OF.texts("evidences", "the evidence of each");

  /** Where the columns stand. */
  static final RowLayout LAYOUT = RowLayout.of(ROWS_OF.whole());

  private DayRow() {}

  static Row of(MeasurementDay figures, long late, long unknown, List<Problem> problems) {
    DailyStatistics statistics = figures.statistics();
    ValueSummary values = statistics.values();
    Meter meter = statistics.meter();
    Optional<RegisterComparison> checked =
        statistics.comparison().filter(RegisterComparison::checked);
    return LAYOUT
        .values()
        .set(DailyStats.METER_ID, meter.id())
        .set(DailyStats.MEASUREMENT_TYPE, statistics.measurement().canonicalName())
        .set(DailyStats.UNIT, statistics.measurement().unit().symbol())
        .set(DailyStats.TOTAL_VALUE, orNull(statistics.total()))
        .set(DailyStats.AVG_VALUE, orNull(values.mean()))
        .set(DailyStats.MAX_VALUE, orNull(values.maximum()))
        .set(DailyStats.MIN_VALUE, orNull(values.minimum()))
        .set(DailyStats.READING_COUNT, values.counted())
        .set(DailyStats.EXCLUDED_COUNT, values.excluded())
        .set(DailyStats.LATE_COUNT, late)
        .set(DailyStats.SUBURB, meter.suburb().orElse(null))
        .set(DailyStats.POSTCODE, postcode(meter))
        .set(DailyStats.USAGE_TYPE, meter.usageType().orElse(null))
        .set(DailyStats.METER_TYPE, meter.type().map(MeterType::label).orElse(null))
        .set(DailyStats.FIRST_EVENT_TIME, statistics.firstMillis().map(Times::utc).orElse(null))
        .set(DailyStats.LAST_EVENT_TIME, statistics.lastMillis().map(Times::utc).orElse(null))
        .set(
            DailyStats.REGISTER_ADVANCE,
            checked.map(RegisterComparison::advanceLitres).orElse(null))
        .set(
            DailyStats.REGISTER_DIFFERENCE,
            checked.map(RegisterComparison::differenceLitres).orElse(null))
        .set(
            DailyStats.CROSS_CHECK,
            statistics.comparison().map(comparison -> comparison.verdict().name()).orElse(null))
        .set(DailyStats.TIME_ZONE, meter.zone().getId())
        .set(DailyStats.LOCAL_DATE, statistics.date())
        .set(UNKNOWN_METER_COUNT, unknown)
        .set(ISSUE_TYPES, problems.stream().map(problem -> problem.type().name()).toList())
        .set(SEVERITIES, problems.stream().map(problem -> problem.severity().name()).toList())
        .set(EVIDENCE, problems.stream().map(Problem::evidence).toList())
        .row();
  }

  static Integer postcode(Meter meter) {
    return meter.postcode().isPresent() ? meter.postcode().getAsInt() : null;
  }

  static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }

  static Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
