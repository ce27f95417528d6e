package io.watershed.serving.export;

import static io.watershed.serving.export.Column.number;
import static io.watershed.serving.export.Column.text;
import static io.watershed.serving.export.Column.truth;
import static io.watershed.serving.export.Column.utcTimestamp;
import static io.watershed.serving.export.Column.wholeNumber;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The files for Tableau. Workbooks know the first columns by their place: new ones go to the end.
 */
// The lists are made by List.of.
@SuppressWarnings("ImmutableEnumChecker")
enum TableauExport {
  DAILY_STATS(
      "tableau_daily_stats.csv",
      "daily_stats",
      "local_date",
      List.of("date", "meter_id", "measurement_type"),
      List.of(
          text("meter_id"),
          new Column("date", "local_date", Column.Type.DATE),
          text("measurement_type"),
          number("total_value"),
          number("avg_value"),
          number("max_value"),
          number("min_value"),
          wholeNumber("reading_count"),
          text("suburb"),
          wholeNumber("postcode"),
          text("usage_type"),
          text("meter_type"),
          text("unit"),
          wholeNumber("excluded_count"),
          number("register_advance"),
          number("register_difference"),
          text("cross_check"),
          utcTimestamp("first_event_time"),
          utcTimestamp("last_event_time"),
          wholeNumber("late_count")),
      List.of()),

  MONTHLY_STATS(
      "tableau_monthly_stats.csv",
      "monthly_stats",
      "month",
      List.of("month", "meter_id", "measurement_type"),
      List.of(
          text("meter_id"),
          text("month"),
          text("measurement_type"),
          number("monthly_total"),
          number("monthly_avg"),
          text("suburb"),
          wholeNumber("postcode"),
          text("usage_type"),
          text("meter_type"),
          text("unit"),
          number("max_value"),
          number("min_value"),
          wholeNumber("reading_count"),
          wholeNumber("excluded_count"),
          wholeNumber("days_with_readings"),
          number("register_difference"),
          text("cross_check"),
          number("forecast_total"),
          number("forecast_low"),
          number("forecast_high"),
          wholeNumber("forecast_days"),
          new Column("complete_until", "complete_until", Column.Type.DATE)),
      List.of()),

  PROBLEM_METERS(
      "tableau_problem_meters.csv",
      "problem_meters",
      "local_date",
      List.of("date", "meter_id", "measurement_type", "issue_type"),
      List.of(
          text("meter_id"),
          new Column("date", "local_date", Column.Type.DATE),
          text("measurement_type"),
          text("issue_type"),
          number("total_value"),
          number("avg_value"),
          number("max_value"),
          number("min_value"),
          wholeNumber("reading_count"),
          text("suburb"),
          wholeNumber("postcode"),
          text("usage_type"),
          text("meter_type"),
          text("severity"),
          wholeNumber("excluded_count"),
          text("evidence")),
      List.of()),

  /** A day has too many rows to be sorted at once: they are read by hours ahead. */
  WATER_LEVEL_FORECASTS(
      "tableau_water_level_forecasts.csv",
      "water_level_forecasts",
      "issued_date",
      List.of("issued_date", "lead_hours", "station_id", "issued_time"),
      List.of(
          text("station_id"),
          new Column("issued_date", "issued_date", Column.Type.DATE),
          utcTimestamp("issued_time"),
          utcTimestamp("target_time"),
          wholeNumber("lead_hours"),
          number("level"),
          number("low"),
          number("high"),
          number("persistence_level"),
          text("method"),
          text("trend"),
          number("probability_high_water"),
          number("high_water"),
          truth("rise_watch"),
          text("risk")),
      IntStream.rangeClosed(1, 12)
          .mapToObj(pair -> "lead_hours BETWEEN " + (2 * pair - 1) + " AND " + 2 * pair)
          .toList());

  private final String fileName;
  private final String table;
  private final String partitionColumn;
  private final List<String> order;
  private final List<Column> columns;
  private final List<String> slices;

  TableauExport(
      String fileName,
      String table,
      String partitionColumn,
      List<String> order,
      List<Column> columns,
      List<String> slices) {
    this.fileName = fileName;
    this.table = table;
    this.partitionColumn = partitionColumn;
    this.order = order;
    this.columns = columns;
    this.slices = slices;
  }

  String fileName() {
    return fileName;
  }

  /** The table in Hive. */
  String table() {
    return table;
  }

  /** The column that parts the table into days or months. */
  String partitionColumn() {
    return partitionColumn;
  }

  List<Column> columns() {
    return columns;
  }

  List<String> header() {
    return columns.stream().map(Column::header).toList();
  }

  /**
   * Conditions that part the rows of a day, in the order of the file, where a day has too many to
   * be sorted at once; none where it has not.
   */
  List<String> slices() {
    return slices;
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
    List<String> header = header();
    return order.stream().mapToInt(header::indexOf).toArray();
  }
}
