package io.watershed.core.contract.hive;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** A gauge's level so many hours ahead; a partition is the day of UTC on which it was issued. */
public final class WaterLevelForecasts {

  private static final Table.Builder TABLE_OF = Table.named("water_level_forecasts");

  public static final Column<String> STATION_ID = TABLE_OF.add(StationObservations.STATION_ID);
  public static final Column<LocalDateTime> ISSUED_TIME =
      TABLE_OF.wallClock("issued_time", "UTC", "newest hour it knows");
  public static final Column<LocalDateTime> TARGET_TIME =
      TABLE_OF.wallClock("target_time", "UTC", "hour it is for");
  public static final Column<Integer> LEAD_HOURS =
      TABLE_OF.integer("lead_hours", "", "hours between the two");
  public static final Column<Double> LEVEL = TABLE_OF.number("level", "metres", "expected level");
  public static final Column<Double> LOW = TABLE_OF.number("low", "", "the level lies between low");
  public static final Column<Double> HIGH = TABLE_OF.number("high", "", "and high 95 times in 100");
  public static final Column<Double> PERSISTENCE_LEVEL =
      TABLE_OF.number("persistence_level", "metres", "level if nothing changed");
  public static final Column<String> METHOD = TABLE_OF.text("method", "what computed it");
  public static final Column<String> TREND = TABLE_OF.text("trend", "rising, falling or stable");
  public static final Column<Double> PROBABILITY_HIGH_WATER =
      TABLE_OF.number("probability_high_water", "", "of reaching high water, 0 to 1");
  public static final Column<Double> HIGH_WATER = TABLE_OF.add(StationMetadata.HIGH_WATER);
  public static final Column<Boolean> RISE_WATCH =
      TABLE_OF.truth("rise_watch", "whether it rises by more than half a metre");
  public static final Column<String> RISK = TABLE_OF.text("risk", "high, medium, low or unknown");
  public static final Column<LocalDate> ISSUED_DATE =
      TABLE_OF.date("issued_date", "day of UTC on which it was issued");

  /** The table. */
  public static final Table TABLE = TABLE_OF.partitionedByLast();

  private WaterLevelForecasts() {}
}
