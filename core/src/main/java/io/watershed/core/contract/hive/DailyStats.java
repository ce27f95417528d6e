package io.watershed.core.contract.hive;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** A meter's measurement on a local day; a partition is such a day. */
public final class DailyStats {

  private static final Table.Builder TABLE_OF = Table.named("daily_stats");

  public static final Column<String> METER_ID = TABLE_OF.add(MeterReadings.METER_ID);
  public static final Column<String> MEASUREMENT_TYPE =
      TABLE_OF.add(MeterReadings.MEASUREMENT_TYPE);
  public static final Column<String> UNIT = TABLE_OF.text("unit", "unit of the values");
  public static final Column<Double> TOTAL_VALUE =
      TABLE_OF.number("total_value", "sum of flows, advance of a register, null else");
  public static final Column<Double> AVG_VALUE =
      TABLE_OF.number("avg_value", "mean of the counted values");
  public static final Column<Double> MAX_VALUE =
      TABLE_OF.number("max_value", "highest counted value");
  public static final Column<Double> MIN_VALUE =
      TABLE_OF.number("min_value", "lowest counted value");
  public static final Column<Long> READING_COUNT =
      TABLE_OF.count("reading_count", "counted readings");
  public static final Column<Long> EXCLUDED_COUNT =
      TABLE_OF.count("excluded_count", "readings flagged and left out");
  public static final Column<Long> LATE_COUNT =
      TABLE_OF.count("late_count", "readings too late for the speed layer");
  public static final Column<String> SUBURB = TABLE_OF.add(MeterReadings.SUBURB);
  public static final Column<Integer> POSTCODE = TABLE_OF.add(MeterReadings.POSTCODE);
  public static final Column<String> USAGE_TYPE = TABLE_OF.add(MeterReadings.USAGE_TYPE);
  public static final Column<String> METER_TYPE = TABLE_OF.add(MeterReadings.METER_TYPE);
  public static final Column<LocalDateTime> FIRST_EVENT_TIME =
      TABLE_OF.wallClock("first_event_time", "UTC", "first reading");
  public static final Column<LocalDateTime> LAST_EVENT_TIME =
      TABLE_OF.wallClock("last_event_time", "UTC", "last reading");
  public static final Column<Double> REGISTER_ADVANCE =
      TABLE_OF.number("register_advance", "litres", "believed advance of the register");
  public static final Column<Double> REGISTER_DIFFERENCE =
      TABLE_OF.number("register_difference", "litres", "flows less that advance");
  public static final Column<String> CROSS_CHECK =
      TABLE_OF.text("cross_check", "AGREES, DISAGREES or NOT_CHECKED; flows only");
  public static final Column<String> TIME_ZONE = TABLE_OF.add(MeterReadings.TIME_ZONE);
  public static final Column<LocalDate> LOCAL_DATE = TABLE_OF.add(MeterReadings.LOCAL_DATE);

  /** The table. */
  public static final Table TABLE = TABLE_OF.partitionedByLast();

  private DailyStats() {}
}
