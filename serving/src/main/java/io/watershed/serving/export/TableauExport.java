package io.watershed.serving.export;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.contract.hive.MonthlyStats;
import io.watershed.core.contract.hive.ProblemMeters;
import io.watershed.core.contract.hive.WaterLevelForecasts;
import io.watershed.hive.HiveSql;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The files for Tableau. Workbooks know columns by their place: those that a file has had stand
 * here in their order, and what its table gains follows them by itself.
 */
// The collections are made by List.of and Set.of.
@SuppressWarnings("ImmutableEnumChecker")
enum TableauExport {
  DAILY_STATS(
      "tableau_daily_stats.csv",
      DailyStats.TABLE,
      List.of(DailyStats.LOCAL_DATE, DailyStats.METER_ID, DailyStats.MEASUREMENT_TYPE),
      List.of(
          DailyStats.METER_ID,
          DailyStats.LOCAL_DATE,
          DailyStats.MEASUREMENT_TYPE,
          DailyStats.TOTAL_VALUE,
          DailyStats.AVG_VALUE,
          DailyStats.MAX_VALUE,
          DailyStats.MIN_VALUE,
          DailyStats.READING_COUNT,
          DailyStats.SUBURB,
          DailyStats.POSTCODE,
          DailyStats.USAGE_TYPE,
          DailyStats.METER_TYPE,
          DailyStats.UNIT,
          DailyStats.EXCLUDED_COUNT,
          DailyStats.REGISTER_ADVANCE,
          DailyStats.REGISTER_DIFFERENCE,
          DailyStats.CROSS_CHECK,
          DailyStats.FIRST_EVENT_TIME,
          DailyStats.LAST_EVENT_TIME,
          DailyStats.LATE_COUNT),
      // It says where a meter's days begin, and never was in the file.
      Set.of(DailyStats.TIME_ZONE)),

  MONTHLY_STATS(
      "tableau_monthly_stats.csv",
      MonthlyStats.TABLE,
      List.of(MonthlyStats.MONTH, MonthlyStats.METER_ID, MonthlyStats.MEASUREMENT_TYPE),
      List.of(
          MonthlyStats.METER_ID,
          MonthlyStats.MONTH,
          MonthlyStats.MEASUREMENT_TYPE,
          MonthlyStats.MONTHLY_TOTAL,
          MonthlyStats.MONTHLY_AVG,
          MonthlyStats.SUBURB,
          MonthlyStats.POSTCODE,
          MonthlyStats.USAGE_TYPE,
          MonthlyStats.METER_TYPE,
          MonthlyStats.UNIT,
          MonthlyStats.MAX_VALUE,
          MonthlyStats.MIN_VALUE,
          MonthlyStats.READING_COUNT,
          MonthlyStats.EXCLUDED_COUNT,
          MonthlyStats.DAYS_WITH_READINGS,
          MonthlyStats.REGISTER_DIFFERENCE,
          MonthlyStats.CROSS_CHECK,
          MonthlyStats.FORECAST_TOTAL,
          MonthlyStats.FORECAST_LOW,
          MonthlyStats.FORECAST_HIGH,
          MonthlyStats.FORECAST_DAYS,
          MonthlyStats.COMPLETE_UNTIL),
      Set.of()),

  PROBLEM_METERS(
      "tableau_problem_meters.csv",
      ProblemMeters.TABLE,
      List.of(
          ProblemMeters.LOCAL_DATE,
          ProblemMeters.METER_ID,
          ProblemMeters.MEASUREMENT_TYPE,
          ProblemMeters.ISSUE_TYPE),
      List.of(
          ProblemMeters.METER_ID,
          ProblemMeters.LOCAL_DATE,
          ProblemMeters.MEASUREMENT_TYPE,
          ProblemMeters.ISSUE_TYPE,
          ProblemMeters.TOTAL_VALUE,
          ProblemMeters.AVG_VALUE,
          ProblemMeters.MAX_VALUE,
          ProblemMeters.MIN_VALUE,
          ProblemMeters.READING_COUNT,
          ProblemMeters.SUBURB,
          ProblemMeters.POSTCODE,
          ProblemMeters.USAGE_TYPE,
          ProblemMeters.METER_TYPE,
          ProblemMeters.SEVERITY,
          ProblemMeters.EXCLUDED_COUNT,
          ProblemMeters.EVIDENCE),
      Set.of()),

  /** A day has too many rows to be sorted at once: they are read by hours ahead. */
  WATER_LEVEL_FORECASTS(
      "tableau_water_level_forecasts.csv",
      WaterLevelForecasts.TABLE,
      List.of(
          WaterLevelForecasts.ISSUED_DATE,
          WaterLevelForecasts.LEAD_HOURS,
          WaterLevelForecasts.STATION_ID,
          WaterLevelForecasts.ISSUED_TIME),
      List.of(
          WaterLevelForecasts.STATION_ID,
          WaterLevelForecasts.ISSUED_DATE,
          WaterLevelForecasts.ISSUED_TIME,
          WaterLevelForecasts.TARGET_TIME,
          WaterLevelForecasts.LEAD_HOURS,
          WaterLevelForecasts.LEVEL,
          WaterLevelForecasts.LOW,
          WaterLevelForecasts.HIGH,
          WaterLevelForecasts.PERSISTENCE_LEVEL,
          WaterLevelForecasts.METHOD,
          WaterLevelForecasts.TREND,
          WaterLevelForecasts.PROBABILITY_HIGH_WATER,
          WaterLevelForecasts.HIGH_WATER,
          WaterLevelForecasts.RISE_WATCH,
          WaterLevelForecasts.RISK),
      Set.of());

  private final String fileName;
  private final Table table;
  private final List<Column<?>> order;
  private final List<ExportColumn> columns;

  TableauExport(
      String fileName,
      Table table,
      List<Column<?>> order,
      List<Column<?>> first,
      Set<Column<?>> leftOut) {
    this.fileName = fileName;
    this.table = table;
    this.order = order;
    this.columns =
        table.columnsAfter(first, leftOut).stream()
            .filter(ExportColumn::fits)
            .map(column -> new ExportColumn(header(column), column))
            .toList();
  }

  /** Both tables of days have the same column of it, which the files shorten. */
  private static String header(Column<?> column) {
    return column == DailyStats.LOCAL_DATE ? "date" : column.name();
  }

  String fileName() {
    return fileName;
  }

  /** The table in Hive. */
  Table table() {
    return table;
  }

  /** The column that parts the table into days or months. */
  Column<?> partition() {
    return table.partition().orElseThrow();
  }

  List<ExportColumn> columns() {
    return columns;
  }

  List<String> header() {
    return columns.stream().map(ExportColumn::header).toList();
  }

  /**
   * Conditions that part the rows of a day, in the order of the file, where a day has too many to
   * be sorted at once; none where it has not.
   */
  List<String> slices() {
    if (this != WATER_LEVEL_FORECASTS) {
      return List.of();
    }
    String lead = HiveSql.column(WaterLevelForecasts.LEAD_HOURS);
    return IntStream.rangeClosed(1, 12)
        .mapToObj(pair -> lead + " BETWEEN " + (2 * pair - 1) + " AND " + 2 * pair)
        .toList();
  }

  /**
   * How many of the newest days are written where no first day is asked for; 0 for all. A day of
   * forecasts has nearly a million rows, and who looks at the file wants to know what comes.
   */
  int newestDays() {
    return this == WATER_LEVEL_FORECASTS ? 3 : 0;
  }

  /** Whether a Hive of older days may not have the table; the file has no rows then. */
  boolean isYoung() {
    return this == WATER_LEVEL_FORECASTS;
  }

  /** Where the columns stand that order the rows, the partition column first. */
  int[] orderIndexes() {
    List<Column<?>> all = columns.stream().<Column<?>>map(ExportColumn::column).toList();
    return order.stream().mapToInt(all::indexOf).toArray();
  }
}
