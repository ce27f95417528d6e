package io.watershed.batch.hive;

import io.watershed.core.reading.Measurement;
import io.watershed.hive.HiveSql;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The definitions of the views for people: consumption, problems and forecasts under the names and
 * in the units they use. Where a view gives a table's rows as they are, Hive answers by reading
 * files, without a Tez session; only the sum over suburbs needs one.
 */
public final class HiveViews {

  private record Column(String name, String expression, String comment) {

    static Column same(String name, String comment) {
      return new Column(name, HiveSql.identifier(name), comment);
    }
  }

  private record View(String name, String comment, List<Column> columns, String source) {}

  private static final String FLOWS =
      "`measurement_type` = " + HiveSql.literal(Measurement.FLOW.canonicalName());

  private static final String SUBURB = "COALESCE(`suburb`, 'Unknown')";

  private HiveViews() {}

  /** The statements that create the views, or bring those of an older version up to date. */
  public static List<String> createAll(String database) {
    return List.of(
        create(database, dailyBySuburb(), BatchTable.DAILY_STATS),
        create(database, monthly(), BatchTable.MONTHLY_STATS),
        create(database, problems(), BatchTable.PROBLEM_METERS),
        create(database, waterLevels(), BatchTable.WATER_LEVEL_FORECASTS));
  }

  private static String create(String database, View view, BatchTable table) {
    return "CREATE OR REPLACE VIEW "
        + HiveSql.table(database, view.name())
        + view.columns().stream()
            .map(
                column ->
                    HiveSql.identifier(column.name())
                        + " COMMENT "
                        + HiveSql.literal(column.comment()))
            .collect(Collectors.joining(", ", " (", ")"))
        + " COMMENT "
        + HiveSql.literal(view.comment())
        + " AS SELECT "
        + view.columns().stream()
            .map(column -> column.expression() + " AS " + HiveSql.identifier(column.name()))
            .collect(Collectors.joining(", "))
        + " FROM "
        + HiveSql.table(database, table.tableName())
        + view.source();
  }

  private static View dailyBySuburb() {
    return new View(
        "v_daily_consumption_by_suburb",
        "Water used in each suburb on each day",
        List.of(
            Column.same("local_date", "local day of the meters"),
            new Column("suburb", SUBURB, "suburb; Unknown where the fleet list names none"),
            new Column("meters", "COUNT(*)", "meters with readings on the day"),
            new Column("readings", "SUM(`reading_count`)", "counted readings"),
            new Column("litres", "SUM(`total_value`)", "water used, litres"),
            new Column("kilolitres", "SUM(`total_value`) / 1000", "water used, kilolitres"),
            new Column(
                "litres_per_meter", "SUM(`total_value`) / COUNT(*)", "mean of the meters, litres")),
        " WHERE " + FLOWS + " GROUP BY `local_date`, " + SUBURB);
  }

  private static View monthly() {
    return new View(
        "v_monthly_consumption",
        "Water used by each meter in each month, with what is expected by its end",
        List.of(
            Column.same("month", "month, such as 2022-07"),
            new Column(
                "month_start", "CAST(CONCAT(`month`, '-01') AS DATE)", "first day of the month"),
            Column.same("meter_id", "id of the meter"),
            new Column("suburb", SUBURB, "suburb; Unknown where the fleet list names none"),
            Column.same("postcode", "postcode, where the fleet list knows it"),
            Column.same("usage_type", "who uses the water, such as Residential"),
            Column.same("meter_type", "family of the meter"),
            new Column("litres", "`monthly_total`", "water used so far, litres"),
            new Column("kilolitres", "`monthly_total` / 1000", "water used so far, kilolitres"),
            new Column("forecast_litres", "`forecast_total`", "expected by the end of the month"),
            new Column("forecast_low_litres", "`forecast_low`", "one month in ten ends below"),
            new Column("forecast_high_litres", "`forecast_high`", "one month in ten ends above"),
            Column.same("forecast_days", "full days that the forecast rests on"),
            Column.same("complete_until", "last local day that is over"),
            Column.same("days_with_readings", "days on which a reading counts"),
            Column.same("cross_check", "AGREES, DISAGREES or NOT_CHECKED with the register")),
        " WHERE " + FLOWS);
  }

  private static View problems() {
    return new View(
        "v_problem_meters",
        "What is wrong with a meter on a day, and the evidence",
        List.of(
            Column.same("local_date", "local day of the meter"),
            Column.same("meter_id", "id of the meter"),
            new Column("problem", "`issue_type`", "what the problem is about"),
            Column.same("severity", "INFO, WARNING or CRITICAL"),
            new Column(
                "severity_rank",
                "CASE `severity` WHEN 'CRITICAL' THEN 1 WHEN 'WARNING' THEN 2 ELSE 3 END",
                "1 for CRITICAL, 2 for WARNING, 3 for INFO; to sort by"),
            new Column("suburb", SUBURB, "suburb; Unknown where the fleet list names none"),
            Column.same("postcode", "postcode, where the fleet list knows it"),
            Column.same("usage_type", "who uses the water, such as Residential"),
            Column.same("meter_type", "family of the meter"),
            new Column("measurement", "`measurement_type`", "measurement that shows the problem"),
            Column.same("evidence", "one sentence with the figures")),
        "");
  }

  private static View waterLevels() {
    return new View(
        "v_water_level_forecasts",
        "Water levels expected at the gauges in the hours after each forecast",
        List.of(
            Column.same("issued_date", "day of the forecast, UTC"),
            Column.same("station_id", "id of the gauge"),
            Column.same("issued_time", "hour after which the forecast was made, UTC"),
            Column.same("target_time", "hour that is forecast, UTC"),
            Column.same("lead_hours", "hours ahead, 1 to 24"),
            new Column("level_metres", "`level`", "expected level, metres above the gauge's zero"),
            new Column("low_metres", "`low`", "one level in forty is below"),
            new Column("high_metres", "`high`", "one level in forty is above"),
            new Column("now_metres", "`persistence_level`", "level when the forecast was made"),
            new Column(
                "change_metres", "`level` - `persistence_level`", "expected change since then"),
            Column.same("trend", "rising, falling or stable"),
            Column.same(
                "method", "how it was made; persistence where nothing is known to be better"),
            Column.same(
                "probability_high_water", "probability that high water is exceeded, 0 to 1"),
            new Column("high_water_metres", "`high_water`", "level from which water is high"),
            Column.same("rise_watch", "whether a rise over 0.5 m is expected by then"),
            Column.same("risk", "high, medium, low or unknown"),
            new Column(
                "risk_rank",
                "CASE `risk` WHEN 'high' THEN 1 WHEN 'medium' THEN 2 WHEN 'low' THEN 3 ELSE 4 END",
                "1 for high, 2 for medium, 3 for low, 4 for unknown; to sort by")),
        "");
  }
}
