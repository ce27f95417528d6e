package io.watershed.core.contract.hive;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import java.time.LocalDateTime;

/** How good the forecasts of a gauge for one lead time were. */
public final class ForecastSkill {

  private static final Table.Builder TABLE_OF = Table.named("forecast_skill");

  public static final Column<String> STATION_ID = TABLE_OF.add(StationObservations.STATION_ID);
  public static final Column<Integer> LEAD_HOURS =
      TABLE_OF.integer("lead_hours", "", "hours ahead");
  public static final Column<LocalDateTime> FROM_TIME =
      TABLE_OF.wallClock("from_time", "UTC", "first target");
  public static final Column<LocalDateTime> TO_TIME =
      TABLE_OF.wallClock("to_time", "UTC", "last target");
  public static final Column<Long> FORECASTS =
      TABLE_OF.count("forecasts", "forecasts whose truth has come");
  public static final Column<Double> MAE = TABLE_OF.number("mae", "metres", "mean absolute error");
  public static final Column<Double> RMSE =
      TABLE_OF.number("rmse", "metres", "root mean square error");
  public static final Column<Double> NSE = TABLE_OF.number("nse", "", "Nash-Sutcliffe efficiency");
  public static final Column<Double> PERSISTENCE_MAE =
      TABLE_OF.number("persistence_mae", "metres", "mean absolute error of persistence");
  public static final Column<Double> COEFFICIENT_OF_PERSISTENCE =
      TABLE_OF.number("coefficient_of_persistence", "", "1 is perfect, 0 as persistence");
  public static final Column<Double> COVERAGE =
      TABLE_OF.number("coverage", "", "share of truths within the band");
  public static final Column<Double> MEAN_WIDTH =
      TABLE_OF.number("mean_width", "metres", "mean width of the band");
  public static final Column<Long> HITS =
      TABLE_OF.count("hits", "high water that came and was forecast");
  public static final Column<Long> MISSES =
      TABLE_OF.count("misses", "high water that came and was not forecast");
  public static final Column<Long> FALSE_ALARMS =
      TABLE_OF.count("false_alarms", "high water that was forecast and did not come");
  public static final Column<LocalDateTime> COMPUTED_TIME =
      TABLE_OF.wallClock("computed_time", "UTC", "when they were counted");

  /** The table. */
  public static final Table TABLE = TABLE_OF.whole();

  private ForecastSkill() {}
}
