package io.watershed.serving.views;

import io.watershed.core.contract.hive.BatchRuns;
import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.contract.hive.MeterReadings;
import io.watershed.core.contract.hive.MonthlyStats;
import io.watershed.core.contract.hive.ProblemMeters;
import io.watershed.hive.HiveRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Rows of the meters' batch views, of meters in Adelaide. */
public final class ViewRows {

  private ViewRows() {}

  /** A finished run that wrote some days. */
  public static HiveRow run(String runId, String horizon, String... days) {
    return HiveRow.of(BatchRuns.TABLE)
        .with(BatchRuns.RUN_ID, runId)
        .with(BatchRuns.STARTED_AT, LocalDateTime.parse("2026-03-09T00:10:00"))
        .with(BatchRuns.FINISHED_AT, LocalDateTime.parse("2026-03-09T00:10:41.5"))
        .with(BatchRuns.DURATION_SECONDS, 41.5)
        .with(BatchRuns.SNAPSHOT_ID, 77L)
        .with(BatchRuns.PREVIOUS_SNAPSHOT_ID, 76L)
        .with(BatchRuns.DAYS_WRITTEN, List.of(days))
        .with(BatchRuns.DAYS, days.length)
        .with(BatchRuns.READINGS, 9L)
        .with(BatchRuns.DUPLICATES, 1L)
        .with(BatchRuns.EXCLUDED, 1L)
        .with(BatchRuns.UNKNOWN_METER, 0L)
        .with(BatchRuns.DISAGREEMENTS, 1L)
        .with(BatchRuns.PROBLEMS, 1L)
        .with(BatchRuns.HORIZON, LocalDateTime.parse(horizon))
        .with(BatchRuns.MODE, "incremental")
        .with(BatchRuns.FILES, 40L)
        .with(BatchRuns.SMALL_FILES, 4L);
  }

  /** A row of {@link MeterReadings}. */
  public static HiveRow reading(
      String meter, String measurement, Instant at, double value, String... flags) {
    LocalDateTime wallClock = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    return HiveRow.of(MeterReadings.TABLE)
        .with(MeterReadings.METER_ID, meter)
        .with(MeterReadings.EVENT_TIME, wallClock)
        .with(MeterReadings.EPOCH_MILLIS, at.toEpochMilli())
        .with(MeterReadings.LOCAL_TIME, wallClock)
        .with(MeterReadings.MEASUREMENT_TYPE, measurement)
        .with(MeterReadings.VALUE, value)
        .with(MeterReadings.UNIT, "L")
        .with(MeterReadings.METER_TYPE, "captis_pulse")
        .with(MeterReadings.SUBURB, "BUDERIM")
        .with(MeterReadings.POSTCODE, 4556)
        .with(MeterReadings.USAGE_TYPE, "Residential")
        .with(MeterReadings.TIME_ZONE, "Australia/Adelaide")
        .with(MeterReadings.QUALITY_FLAGS, List.of(flags))
        .with(MeterReadings.COUNTED, flags.length == 0)
        .with(MeterReadings.SOURCE_TOPIC, "meter-readings")
        .with(MeterReadings.SOURCE_PARTITION, 2)
        .with(MeterReadings.SOURCE_OFFSET, at.toEpochMilli() / 60_000)
        .with(
            MeterReadings.ARRIVAL_TIME,
            at.getNano() == 0 ? wallClock.plusNanos(250_000_000) : wallClock);
  }

  /** A row of {@link DailyStats}. */
  public static HiveRow day(
      String meter, String measurement, double total, long readings, long excluded) {
    return HiveRow.of(DailyStats.TABLE)
        .with(DailyStats.METER_ID, meter)
        .with(DailyStats.MEASUREMENT_TYPE, measurement)
        .with(DailyStats.UNIT, "L")
        .with(DailyStats.TOTAL_VALUE, total)
        .with(DailyStats.AVG_VALUE, 1.5)
        .with(DailyStats.MAX_VALUE, 4.0)
        .with(DailyStats.MIN_VALUE, 0.5)
        .with(DailyStats.READING_COUNT, readings)
        .with(DailyStats.EXCLUDED_COUNT, excluded)
        .with(DailyStats.LATE_COUNT, 0L)
        .with(DailyStats.SUBURB, "BUDERIM")
        .with(DailyStats.POSTCODE, 4556)
        .with(DailyStats.USAGE_TYPE, "Residential")
        .with(DailyStats.METER_TYPE, "captis_pulse")
        .with(DailyStats.FIRST_EVENT_TIME, LocalDateTime.parse("2026-03-08T02:30:00"))
        .with(DailyStats.LAST_EVENT_TIME, LocalDateTime.parse("2026-03-08T13:59:59.25"))
        .with(DailyStats.REGISTER_ADVANCE, 12.0)
        .with(DailyStats.REGISTER_DIFFERENCE, -0.5)
        .with(DailyStats.CROSS_CHECK, "AGREES")
        .with(DailyStats.TIME_ZONE, "Australia/Adelaide");
  }

  /** A row of {@link ProblemMeters}. */
  public static HiveRow problem(String meter, String issue) {
    return HiveRow.of(ProblemMeters.TABLE)
        .with(ProblemMeters.METER_ID, meter)
        .with(ProblemMeters.MEASUREMENT_TYPE, "Pulse1")
        .with(ProblemMeters.ISSUE_TYPE, issue)
        .with(ProblemMeters.SEVERITY, "WARNING")
        .with(ProblemMeters.TOTAL_VALUE, 6.0)
        .with(ProblemMeters.AVG_VALUE, 0.1)
        .with(ProblemMeters.MAX_VALUE, 6.0)
        .with(ProblemMeters.MIN_VALUE, -6.0)
        .with(ProblemMeters.READING_COUNT, 4L)
        .with(ProblemMeters.EXCLUDED_COUNT, 1L)
        .with(ProblemMeters.EVIDENCE, "-6 L at 2026-03-08T02:30:00Z")
        .with(ProblemMeters.SUBURB, "BUDERIM")
        .with(ProblemMeters.POSTCODE, 4556)
        .with(ProblemMeters.USAGE_TYPE, "Residential")
        .with(ProblemMeters.METER_TYPE, "captis_pulse");
  }

  /** A row of {@link MonthlyStats} of a month that is forecast. */
  public static HiveRow month(String meter, double total) {
    return HiveRow.of(MonthlyStats.TABLE)
        .with(MonthlyStats.METER_ID, meter)
        .with(MonthlyStats.MEASUREMENT_TYPE, "Pulse1")
        .with(MonthlyStats.UNIT, "L")
        .with(MonthlyStats.MONTHLY_TOTAL, total)
        .with(MonthlyStats.MONTHLY_AVG, 0.1)
        .with(MonthlyStats.MAX_VALUE, 6.0)
        .with(MonthlyStats.MIN_VALUE, -6.0)
        .with(MonthlyStats.READING_COUNT, 4L)
        .with(MonthlyStats.EXCLUDED_COUNT, 1L)
        .with(MonthlyStats.DAYS_WITH_READINGS, 1)
        .with(MonthlyStats.SUBURB, "BUDERIM")
        .with(MonthlyStats.POSTCODE, 4556)
        .with(MonthlyStats.USAGE_TYPE, "Residential")
        .with(MonthlyStats.METER_TYPE, "captis_pulse")
        .with(MonthlyStats.REGISTER_DIFFERENCE, -0.5)
        .with(MonthlyStats.CROSS_CHECK, "DISAGREES")
        .with(MonthlyStats.FORECAST_TOTAL, 186.5)
        .with(MonthlyStats.FORECAST_LOW, 6.0)
        .with(MonthlyStats.FORECAST_HIGH, 400.25)
        .with(MonthlyStats.FORECAST_DAYS, 3)
        .with(MonthlyStats.COMPLETE_UNTIL, LocalDate.parse("2026-03-08"));
  }

  /** A row of {@link MonthlyStats} of a meter of which little is known. */
  public static HiveRow bareMonth(String meter, double total) {
    return HiveRow.of(MonthlyStats.TABLE)
        .with(MonthlyStats.METER_ID, meter)
        .with(MonthlyStats.MEASUREMENT_TYPE, "Pulse1")
        .with(MonthlyStats.UNIT, "L")
        .with(MonthlyStats.MONTHLY_TOTAL, total)
        .with(MonthlyStats.READING_COUNT, 1L)
        .with(MonthlyStats.EXCLUDED_COUNT, 0L)
        .with(MonthlyStats.DAYS_WITH_READINGS, 1)
        .with(MonthlyStats.CROSS_CHECK, "NOT_CHECKED");
  }
}
