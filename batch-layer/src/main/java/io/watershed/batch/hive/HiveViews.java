package io.watershed.batch.hive;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Words;
import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.contract.hive.MonthlyStats;
import io.watershed.core.contract.hive.ProblemMeters;
import io.watershed.core.contract.hive.WaterLevelForecasts;
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

    static Column same(io.watershed.core.contract.Column<?> column, String comment) {
      return new Column(column.name(), of(column), comment);
    }
  }

  private record View(String name, String comment, List<Column> columns, String source) {}

  private static final String FLOWS =
      of(DailyStats.MEASUREMENT_TYPE) + " = " + HiveSql.literal(Measurement.FLOW.canonicalName());

  private static final String SUBURB =
      "COALESCE(" + of(DailyStats.SUBURB) + ", " + HiveSql.literal(Words.UNKNOWN_SUBURB) + ")";

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

  private static String of(io.watershed.core.contract.Column<?> column) {
    return HiveSql.identifier(column.name());
  }

  private static View dailyBySuburb() {
    return new View(
        "v_daily_consumption_by_suburb",
        "Water used in each suburb on each day",
        List.of(
            Column.same(DailyStats.LOCAL_DATE, "local day of the meters"),
            new Column("suburb", SUBURB, "suburb; Unknown where the fleet list names none"),
            new Column("meters", "COUNT(*)", "meters with readings on the day"),
            new Column("readings", "SUM(" + of(DailyStats.READING_COUNT) + ")", "counted readings"),
            new Column("litres", "SUM(" + of(DailyStats.TOTAL_VALUE) + ")", "water used, litres"),
            new Column(
                "kilolitres",
                "SUM(" + of(DailyStats.TOTAL_VALUE) + ") / 1000",
                "water used, kilolitres"),
            new Column(
                "litres_per_meter",
                "SUM(" + of(DailyStats.TOTAL_VALUE) + ") / COUNT(*)",
                "mean of the meters, litres")),
        " WHERE " + FLOWS + " GROUP BY " + of(DailyStats.LOCAL_DATE) + ", " + SUBURB);
  }

  private static View monthly() {
    return new View(
        "v_monthly_consumption",
        "Water used by each meter in each month, with what is expected by its end",
        List.of(
            Column.same(MonthlyStats.MONTH, "month, such as 2022-07"),
            new Column(
                "month_start",
                "CAST(CONCAT(" + of(MonthlyStats.MONTH) + ", '-01') AS DATE)",
                "first day of the month"),
            Column.same(MonthlyStats.METER_ID, "id of the meter"),
            new Column("suburb", SUBURB, "suburb; Unknown where the fleet list names none"),
            Column.same(MonthlyStats.POSTCODE, "postcode, where the fleet list knows it"),
            Column.same(MonthlyStats.USAGE_TYPE, "who uses the water, such as Residential"),
            Column.same(MonthlyStats.METER_TYPE, "family of the meter"),
            new Column("litres", of(MonthlyStats.MONTHLY_TOTAL), "water used so far, litres"),
            new Column(
                "kilolitres",
                of(MonthlyStats.MONTHLY_TOTAL) + " / 1000",
                "water used so far, kilolitres"),
            new Column(
                "forecast_litres",
                of(MonthlyStats.FORECAST_TOTAL),
                "expected by the end of the month"),
            new Column(
                "forecast_low_litres",
                of(MonthlyStats.FORECAST_LOW),
                "one month in ten ends below"),
            new Column(
                "forecast_high_litres",
                of(MonthlyStats.FORECAST_HIGH),
                "one month in ten ends above"),
            Column.same(MonthlyStats.FORECAST_DAYS, "full days that the forecast rests on"),
            Column.same(MonthlyStats.COMPLETE_UNTIL, "last local day that is over"),
            Column.same(MonthlyStats.DAYS_WITH_READINGS, "days on which a reading counts"),
            Column.same(
                MonthlyStats.CROSS_CHECK, "AGREES, DISAGREES or NOT_CHECKED with the register")),
        " WHERE " + FLOWS);
  }

  private static View problems() {
    return new View(
        "v_problem_meters",
        "What is wrong with a meter on a day, and the evidence",
        List.of(
            Column.same(ProblemMeters.LOCAL_DATE, "local day of the meter"),
            Column.same(ProblemMeters.METER_ID, "id of the meter"),
            new Column("problem", of(ProblemMeters.ISSUE_TYPE), "what the problem is about"),
            Column.same(ProblemMeters.SEVERITY, ProblemMeters.SEVERITY.description()),
            new Column(
                "severity_rank",
                Ranking.SEVERITIES.of(of(ProblemMeters.SEVERITY)),
                Ranking.SEVERITIES.meaning()),
            new Column("suburb", SUBURB, "suburb; Unknown where the fleet list names none"),
            Column.same(ProblemMeters.POSTCODE, "postcode, where the fleet list knows it"),
            Column.same(ProblemMeters.USAGE_TYPE, "who uses the water, such as Residential"),
            Column.same(ProblemMeters.METER_TYPE, "family of the meter"),
            new Column(
                "measurement",
                of(ProblemMeters.MEASUREMENT_TYPE),
                "measurement that shows the problem"),
            Column.same(ProblemMeters.EVIDENCE, "one sentence with the figures")),
        "");
  }

  private static View waterLevels() {
    return new View(
        "v_water_level_forecasts",
        "Water levels expected at the gauges in the hours after each forecast",
        List.of(
            Column.same(WaterLevelForecasts.ISSUED_DATE, "day of the forecast, UTC"),
            Column.same(WaterLevelForecasts.STATION_ID, "id of the gauge"),
            Column.same(
                WaterLevelForecasts.ISSUED_TIME, "hour after which the forecast was made, UTC"),
            Column.same(WaterLevelForecasts.TARGET_TIME, "hour that is forecast, UTC"),
            Column.same(WaterLevelForecasts.LEAD_HOURS, "hours ahead, 1 to 24"),
            new Column(
                "level_metres",
                of(WaterLevelForecasts.LEVEL),
                "expected level, metres above the gauge's zero"),
            new Column("low_metres", of(WaterLevelForecasts.LOW), "one level in forty is below"),
            new Column("high_metres", of(WaterLevelForecasts.HIGH), "one level in forty is above"),
            new Column(
                "now_metres",
                of(WaterLevelForecasts.PERSISTENCE_LEVEL),
                "level when the forecast was made"),
            new Column(
                "change_metres",
                of(WaterLevelForecasts.LEVEL) + " - " + of(WaterLevelForecasts.PERSISTENCE_LEVEL),
                "expected change since then"),
            Column.same(WaterLevelForecasts.TREND, "rising, falling or stable"),
            Column.same(
                WaterLevelForecasts.METHOD,
                "how it was made; persistence where nothing is known to be better"),
            Column.same(
                WaterLevelForecasts.PROBABILITY_HIGH_WATER,
                "probability that high water is exceeded, 0 to 1"),
            new Column(
                "high_water_metres",
                of(WaterLevelForecasts.HIGH_WATER),
                "level from which water is high"),
            Column.same(
                WaterLevelForecasts.RISE_WATCH, "whether a rise over 0.5 m is expected by then"),
            Column.same(WaterLevelForecasts.RISK, WaterLevelForecasts.RISK.description()),
            new Column(
                "risk_rank",
                Ranking.RISKS.of(of(WaterLevelForecasts.RISK)),
                Ranking.RISKS.meaning())),
        "");
  }
}
