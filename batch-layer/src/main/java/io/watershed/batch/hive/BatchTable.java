package io.watershed.batch.hive;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import io.watershed.core.contract.hive.BatchRuns;
import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.contract.hive.ForecastSkill;
import io.watershed.core.contract.hive.LatestOfStations;
import io.watershed.core.contract.hive.MeterReadings;
import io.watershed.core.contract.hive.MonthlyStats;
import io.watershed.core.contract.hive.ProblemMeters;
import io.watershed.core.contract.hive.StationHourlySummary;
import io.watershed.core.contract.hive.StationMetadata;
import io.watershed.core.contract.hive.StationObservations;
import io.watershed.core.contract.hive.WaterLevelForecasts;
import java.util.Optional;

/** The tables that the batch layer publishes. */
public enum BatchTable {
  /** Distinct readings with their final flags. */
  METER_READINGS(MeterReadings.TABLE),
  /** Figures of a day. */
  DAILY_STATS(DailyStats.TABLE),
  /** Problems of a day. */
  PROBLEM_METERS(ProblemMeters.TABLE),
  /** Figures of a month. */
  MONTHLY_STATS(MonthlyStats.TABLE),
  /** Distinct observations with their final flags. */
  STATION_OBSERVATIONS(StationObservations.TABLE),
  /** Figures of an hour of a station. */
  STATION_HOURLY_SUMMARY(StationHourlySummary.TABLE),
  /** How each station stands. */
  STATION_LATEST(LatestOfStations.TABLE),
  /** What is known of each station. */
  STATION_METADATA(StationMetadata.TABLE),
  /** Forecasts of water levels, by the day they were issued on. */
  WATER_LEVEL_FORECASTS(WaterLevelForecasts.TABLE),
  /** How good the forecasts were. */
  FORECAST_SKILL(ForecastSkill.TABLE),
  /** One row for each finished run; runs add to it. */
  BATCH_RUNS(BatchRuns.TABLE);

  /** The one partition, so to speak, of a table that is replaced as a whole. */
  public static final String WHOLE = "all";

  private final Table table;

  BatchTable(Table table) {
    this.table = table;
  }

  /** Its declaration. */
  public Table table() {
    return table;
  }

  /** The table's name in its database, and of its folder. */
  public String tableName() {
    return table.name();
  }

  /** Whether a run replaces the table as a whole. */
  public boolean replacedAsWhole() {
    return table.partition().isEmpty() && this != BATCH_RUNS;
  }

  /** The column it is partitioned by, if any. */
  public Optional<String> partitionColumn() {
    return table.partition().map(Column::name);
  }
}
