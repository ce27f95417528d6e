package io.watershed.core.contract.master;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.ElementColumns;
import io.watershed.core.contract.Table;
import io.watershed.core.station.Element;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Every message that became an observation, as it came; a partition is a local day of the stations.
 */
public final class Observations {

  private static final Table.Builder TABLE_OF = Table.named("station_observations");

  public static final Column<String> STATION_ID = TABLE_OF.text("station_id", "id of the station");
  public static final Column<Instant> EVENT_TIME =
      TABLE_OF.instant("event_time", "instant of the observation");
  public static final Column<LocalDate> LOCAL_DATE =
      TABLE_OF.date("local_date", "local day of the station");
  public static final Column<String> KIND = TABLE_OF.text("kind", "gauge or weather");
  public static final Column<String> SOURCE = TABLE_OF.text("source", "who sent it");
  public static final Column<String> NAME = TABLE_OF.text("name", "name for people");
  public static final Column<Double> LATITUDE = TABLE_OF.number("latitude", "", "degrees north");
  public static final Column<Double> LONGITUDE = TABLE_OF.number("longitude", "", "degrees east");
  public static final Column<Double> ELEVATION =
      TABLE_OF.number("elevation", "", "metres above the sea");
  public static final Column<String> PROVINCE = TABLE_OF.text("province", "province or state");
  public static final Column<String> CITY = TABLE_OF.text("city", "city whose weather it tells");
  public static final Column<String> TIME_ZONE =
      TABLE_OF.text("time_zone", "zone whose midnight parts the days of the station");
  public static final Column<String> DOWNSTREAM =
      TABLE_OF.text("downstream", "next gauge that its water passes");
  public static final Column<Double> HIGH_WATER =
      TABLE_OF.number("high_water", "metres", "level from which the water is high");

  /** A column for each element, in their order. */
  public static final Map<Element, Column<Double>> ELEMENTS = ElementColumns.addTo(TABLE_OF);

  public static final Column<List<String>> QUALITY_FLAGS =
      TABLE_OF.texts("quality_flags", "element:FLAG of the rules that look at one message");
  public static final Column<String> SOURCE_TOPIC = TABLE_OF.add(Readings.SOURCE_TOPIC);
  public static final Column<Integer> SOURCE_PARTITION = TABLE_OF.add(Readings.SOURCE_PARTITION);
  public static final Column<Long> SOURCE_OFFSET = TABLE_OF.add(Readings.SOURCE_OFFSET);
  public static final Column<Instant> ARRIVAL_TIME = TABLE_OF.add(Readings.ARRIVAL_TIME);
  public static final Column<String> RAW = TABLE_OF.add(Readings.RAW);

  /** The table. */
  public static final Table TABLE = TABLE_OF.whole();

  private Observations() {}
}
