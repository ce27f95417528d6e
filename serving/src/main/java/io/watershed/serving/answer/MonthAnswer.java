package io.watershed.serving.answer;

import io.watershed.core.contract.hive.MonthlyStats;
import io.watershed.core.contract.index.MeterMonthsIndex;
import io.watershed.elasticsearch.Document;
import java.time.LocalDate;

/** A month of a meter with its forecast; litres. */
public record MonthAnswer(
    String month,
    Double litres,
    Double forecast,
    Double low,
    Double high,
    Integer forecastDays,
    LocalDate completeUntil,
    String crossCheck) {

  /** Out of {@link MeterMonthsIndex}. */
  public static MonthAnswer of(Document month) {
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
}
