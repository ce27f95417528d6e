package io.watershed.core.contract.hive;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** An element's believed values in an hour; a partition is a day of UTC. */
public final class StationHourlySummary {

  private static final Table.Builder TABLE_OF = Table.named("station_hourly_summary");

  public static final Column<String> STATION_ID = TABLE_OF.add(StationObservations.STATION_ID);
  public static final Column<String> KIND = TABLE_OF.add(StationObservations.KIND);
  public static final Column<LocalDateTime> HOUR_START_TIME =
      TABLE_OF.wallClock("hour_start_time", "UTC", "first instant of the hour");
  public static final Column<String> ELEMENT = TABLE_OF.text("element", "what was measured");
  public static final Column<Long> VALUE_COUNT = TABLE_OF.count("value_count", "believed values");
  public static final Column<Double> MINIMUM = TABLE_OF.number("minimum", "the least of them");
  public static final Column<Double> MAXIMUM = TABLE_OF.number("maximum", "the greatest of them");
  public static final Column<Double> MEAN = TABLE_OF.number("mean", "their mean");
  public static final Column<Double> LAST_VALUE =
      TABLE_OF.number("last_value", "the newest of them");
  public static final Column<Long> EXCLUDED_COUNT =
      TABLE_OF.count("excluded_count", "values that are not believed");
  public static final Column<Double> START_VALUE =
      TABLE_OF.number("start_value", "believed value at the hour's first instant");
  public static final Column<LocalDate> UTC_DATE =
      TABLE_OF.date("utc_date", "day of the hour in UTC");

  /** The table. */
  public static final Table TABLE = TABLE_OF.partitionedByLast();

  private StationHourlySummary() {}
}
