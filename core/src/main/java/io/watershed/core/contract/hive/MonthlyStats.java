package io.watershed.core.contract.hive;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import java.time.LocalDate;

/** A meter's measurement in a local month; a partition is such a month. */
public final class MonthlyStats {

  private static final Table.Builder TABLE_OF = Table.named("monthly_stats");

  public static final Column<String> METER_ID = TABLE_OF.add(MeterReadings.METER_ID);
  public static final Column<String> MEASUREMENT_TYPE =
      TABLE_OF.add(MeterReadings.MEASUREMENT_TYPE);
  public static final Column<String> UNIT = TABLE_OF.add(DailyStats.UNIT);
  public static final Column<Double> MONTHLY_TOTAL =
      TABLE_OF.number("monthly_total", "sum of the totals of the days, null for gauges");
  public static final Column<Double> MONTHLY_AVG =
      TABLE_OF.number("monthly_avg", "mean of the counted values");
  public static final Column<Double> MAX_VALUE = TABLE_OF.add(DailyStats.MAX_VALUE);
  public static final Column<Double> MIN_VALUE = TABLE_OF.add(DailyStats.MIN_VALUE);
  public static final Column<Long> READING_COUNT = TABLE_OF.add(DailyStats.READING_COUNT);
  public static final Column<Long> EXCLUDED_COUNT = TABLE_OF.add(DailyStats.EXCLUDED_COUNT);
  public static final Column<Integer> DAYS_WITH_READINGS =
      TABLE_OF.integer("days_with_readings", "", "days on which a reading counts");
  public static final Column<String> SUBURB = TABLE_OF.add(MeterReadings.SUBURB);
  public static final Column<Integer> POSTCODE = TABLE_OF.add(MeterReadings.POSTCODE);
  public static final Column<String> USAGE_TYPE = TABLE_OF.add(MeterReadings.USAGE_TYPE);
  public static final Column<String> METER_TYPE = TABLE_OF.add(MeterReadings.METER_TYPE);
  public static final Column<Double> REGISTER_DIFFERENCE =
      TABLE_OF.number("register_difference", "litres", "flows less the advance");
  public static final Column<String> CROSS_CHECK = TABLE_OF.add(DailyStats.CROSS_CHECK);
  public static final Column<Double> FORECAST_TOTAL =
      TABLE_OF.number("forecast_total", "expected total at the end; flows only");
  public static final Column<Double> FORECAST_LOW =
      TABLE_OF.number("forecast_low", "one month in ten ends below");
  public static final Column<Double> FORECAST_HIGH =
      TABLE_OF.number("forecast_high", "one month in ten ends above");
  public static final Column<Integer> FORECAST_DAYS =
      TABLE_OF.integer("forecast_days", "", "full days that the forecast rests on");
  public static final Column<LocalDate> COMPLETE_UNTIL =
      TABLE_OF.date("complete_until", "last local day that is over; flows only");
  public static final Column<String> MONTH = TABLE_OF.text("month", "local month, such as 2022-07");

  /** The table. */
  public static final Table TABLE = TABLE_OF.partitionedByLast();

  private MonthlyStats() {}
}
