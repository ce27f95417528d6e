package io.watershed.core.contract.hive;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.ElementColumns;
import io.watershed.core.contract.Table;
import io.watershed.core.station.Element;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/** How each station stands. */
public final class LatestOfStations {

  private static final Table.Builder TABLE_OF = Table.named("station_latest");

  public static final Column<String> STATION_ID = TABLE_OF.add(StationObservations.STATION_ID);
  public static final Column<LocalDateTime> EVENT_TIME =
      TABLE_OF.wallClock("event_time", "UTC", "newest observation");

  /** A column for each element, in their order. */
  public static final Map<Element, Column<Double>> ELEMENTS = ElementColumns.addTo(TABLE_OF);

  public static final Column<Double> FEELS_LIKE = TABLE_OF.add(StationObservations.FEELS_LIKE);
  public static final Column<Double> WIND_CHILL = TABLE_OF.add(StationObservations.WIND_CHILL);
  public static final Column<Double> HEAT_INDEX = TABLE_OF.add(StationObservations.HEAT_INDEX);
  public static final Column<Double> HUMIDEX = TABLE_OF.add(StationObservations.HUMIDEX);
  public static final Column<Double> LEVEL_CHANGE_1H =
      TABLE_OF.number("level_change_1h", "metres", "rise in the last hour");
  public static final Column<Double> LEVEL_CHANGE_6H =
      TABLE_OF.number("level_change_6h", "metres", "rise in the last 6 hours");
  public static final Column<Double> LEVEL_CHANGE_24H =
      TABLE_OF.number("level_change_24h", "metres", "rise in the last 24 hours");
  public static final Column<List<String>> QUALITY_FLAGS =
      TABLE_OF.add(StationObservations.QUALITY_FLAGS);

  /** The table. */
  public static final Table TABLE = TABLE_OF.whole();

  private LatestOfStations() {}
}
