package io.watershed.core.contract.hive;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.ElementColumns;
import io.watershed.core.contract.Table;
import io.watershed.core.station.Element;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/**
 * What a station measured at an instant, with final flags; a partition is a local day of the
 * stations.
 */
public final class StationObservations {

  private static final Table.Builder TABLE_OF = Table.named("station_observations");

  public static final Column<String> STATION_ID = TABLE_OF.text("station_id", "id of the station");
  public static final Column<LocalDateTime> EVENT_TIME =
      TABLE_OF.wallClock("event_time", "UTC", "the instant");
  public static final Column<LocalDateTime> LOCAL_TIME =
      TABLE_OF.wallClock("local_time", "the station", "the same");
  public static final Column<String> KIND = TABLE_OF.text("kind", "gauge or weather");
  public static final Column<String> SOURCE =
      TABLE_OF.text("source", "who sent it, such as msc-swob");
  public static final Column<String> PROVINCE =
      TABLE_OF.text("province", "province or state, where it is known");

  /** A column for each element, in their order. */
  public static final Map<Element, Column<Double>> ELEMENTS = ElementColumns.addTo(TABLE_OF);

  public static final Column<Double> FEELS_LIKE =
      TABLE_OF.number("feels_like", "°C", "what the air feels like");
  public static final Column<Double> WIND_CHILL = TABLE_OF.number("wind_chill", "°C", "wind chill");
  public static final Column<Double> HEAT_INDEX = TABLE_OF.number("heat_index", "°C", "heat index");
  public static final Column<Double> HUMIDEX = TABLE_OF.number("humidex", "°C", "humidex");
  public static final Column<List<String>> QUALITY_FLAGS =
      TABLE_OF.texts("quality_flags", "element:FLAG, why a value is hard to believe");
  public static final Column<Integer> SOURCE_PARTITION =
      TABLE_OF.integer("source_partition", "", "partition of the first message");
  public static final Column<Long> SOURCE_OFFSET =
      TABLE_OF.count("source_offset", "offset of the first message");
  public static final Column<LocalDateTime> ARRIVAL_TIME =
      TABLE_OF.wallClock("arrival_time", "UTC", "when the broker took it");
  public static final Column<LocalDate> LOCAL_DATE =
      TABLE_OF.date("local_date", "local day of the station");

  /** The table. */
  public static final Table TABLE = TABLE_OF.partitionedByLast();

  private StationObservations() {}
}
