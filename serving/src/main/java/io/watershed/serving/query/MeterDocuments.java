package io.watershed.serving.query;

import io.watershed.core.alert.Severity;
import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.contract.hive.MonthlyStats;
import io.watershed.core.contract.index.MeterDaysIndex;
import io.watershed.core.contract.index.MeterWindowsIndex;
import io.watershed.core.contract.index.ProblemMetersIndex;
import io.watershed.core.problem.ProblemType;
import io.watershed.elasticsearch.Document;
import io.watershed.serving.answer.DayAnswer;
import io.watershed.serving.answer.MonthAnswer;
import io.watershed.serving.answer.ProblemMeterAnswer;
import io.watershed.serving.answer.ReadingAnswer;
import io.watershed.serving.answer.SourceAnswer;
import io.watershed.serving.answer.WindowAnswer;
import java.util.List;

/** Answers out of the documents of meters. */
final class MeterDocuments {

  private MeterDocuments() {}

  /** Out of {@link MeterDaysIndex}. */
  static DayAnswer day(Document day) {
    return new DayAnswer(
        day.value(DailyStats.LOCAL_DATE),
        day.value(DailyStats.TOTAL_VALUE),
        day.value(DailyStats.AVG_VALUE),
        day.value(DailyStats.MIN_VALUE),
        day.value(DailyStats.MAX_VALUE),
        day.value(DailyStats.READING_COUNT),
        day.value(DailyStats.EXCLUDED_COUNT),
        day.value(DailyStats.LATE_COUNT),
        day.value(DailyStats.REGISTER_ADVANCE),
        day.value(DailyStats.REGISTER_DIFFERENCE),
        day.value(DailyStats.CROSS_CHECK),
        day.instant(DailyStats.FIRST_EVENT_TIME),
        day.instant(DailyStats.LAST_EVENT_TIME),
        day.text(MeterDaysIndex.RUN_ID));
  }

  /** Out of a reading of {@link MeterDaysIndex}. */
  static ReadingAnswer reading(Document reading, String unit, String topic) {
    String flags = reading.text(MeterDaysIndex.Reading.FLAGS);
    return new ReadingAnswer(
        reading.instant(MeterDaysIndex.Reading.AT),
        reading.node(MeterDaysIndex.Reading.VALUE).asDouble(),
        unit,
        reading.node(MeterDaysIndex.Reading.COUNTED).asBoolean(),
        flags == null || flags.isEmpty() ? List.of() : List.of(flags.split(",")),
        new SourceAnswer(
            topic,
            reading.node(MeterDaysIndex.Reading.PARTITION).asInt(),
            reading.node(MeterDaysIndex.Reading.OFFSET).asLong()),
        reading.instant(MeterDaysIndex.Reading.ARRIVAL));
  }

  /** Out of {@link MeterWindowsIndex}. */
  static WindowAnswer window(Document window) {
    return new WindowAnswer(
        window.instant(MeterWindowsIndex.WINDOW_START),
        window.instant(MeterWindowsIndex.WINDOW_END),
        window.text(MeterWindowsIndex.MEASUREMENT_TYPE),
        window.text(MeterWindowsIndex.UNIT),
        window.count(MeterWindowsIndex.COUNT),
        window.number(MeterWindowsIndex.SUM),
        window.number(MeterWindowsIndex.MEAN),
        window.number(MeterWindowsIndex.MIN),
        window.number(MeterWindowsIndex.MAX),
        window.count(MeterWindowsIndex.EXCLUDED_COUNT),
        window.node(MeterWindowsIndex.ALIGNED).asBoolean());
  }

  /** Out of {@link io.watershed.core.contract.index.MeterMonthsIndex}. */
  static MonthAnswer month(Document month) {
    return new MonthAnswer(
        month.value(MonthlyStats.MONTH),
        month.value(MonthlyStats.MONTHLY_TOTAL),
        month.value(MonthlyStats.FORECAST_TOTAL),
        month.value(MonthlyStats.FORECAST_LOW),
        month.value(MonthlyStats.FORECAST_HIGH),
        month.value(MonthlyStats.FORECAST_DAYS),
        month.value(MonthlyStats.COMPLETE_UNTIL),
        month.value(MonthlyStats.CROSS_CHECK));
  }

  /** Out of {@link ProblemMetersIndex}. */
  static ProblemMeterAnswer problem(Document problem) {
    return new ProblemMeterAnswer(
        problem.day(ProblemMetersIndex.LOCAL_DATE),
        problem.text(ProblemMetersIndex.METER_ID),
        problem.text(ProblemMetersIndex.MEASUREMENT_TYPE),
        problemType(problem),
        severity(problem),
        problem.text(ProblemMetersIndex.EVIDENCE),
        problem.text(ProblemMetersIndex.SUBURB),
        problem.text(ProblemMetersIndex.USAGE_TYPE),
        problem.number(ProblemMetersIndex.TOTAL_VALUE),
        problem.number(ProblemMetersIndex.AVG_VALUE),
        problem.number(ProblemMetersIndex.MAX_VALUE),
        problem.number(ProblemMetersIndex.MIN_VALUE),
        problem.count(ProblemMetersIndex.READING_COUNT));
  }

  static ProblemType problemType(Document problem) {
    return ProblemType.valueOf(problem.text(ProblemMetersIndex.ISSUE_TYPE));
  }

  static Severity severity(Document problem) {
    return Severity.valueOf(problem.text(ProblemMetersIndex.SEVERITY));
  }
}
