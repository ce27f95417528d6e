package io.watershed.serving.answer;

import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.contract.index.MeterDaysIndex;
import io.watershed.elasticsearch.Document;
import java.time.Instant;
import java.time.LocalDate;

/** The figures of a measurement on a local day, in its unit; those of the register in litres. */
public record DayAnswer(
    LocalDate date,
    Double total,
    Double average,
    Double min,
    Double max,
    Long readings,
    Long excluded,
    Long late,
    Double registerAdvance,
    Double registerDifference,
    String crossCheck,
    Instant firstReading,
    Instant lastReading,
    String runId) {

  /** Out of {@link MeterDaysIndex}. */
  public static DayAnswer of(Document day) {
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
}
