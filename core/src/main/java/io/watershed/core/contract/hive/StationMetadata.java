package io.watershed.core.contract.hive;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import java.time.LocalDateTime;

/** What is known of each station. */
public final class StationMetadata {

  private static final Table.Builder TABLE_OF = Table.named("station_metadata");

  public static final Column<String> STATION_ID = TABLE_OF.add(StationObservations.STATION_ID);
  public static final Column<String> KIND = TABLE_OF.add(StationObservations.KIND);
  public static final Column<String> NAME = TABLE_OF.text("name", "name for people");
  public static final Column<Double> LATITUDE = TABLE_OF.number("latitude", "", "degrees north");
  public static final Column<Double> LONGITUDE = TABLE_OF.number("longitude", "", "degrees east");
  public static final Column<Double> ELEVATION =
      TABLE_OF.number("elevation", "", "metres above the sea");
  public static final Column<String> PROVINCE = TABLE_OF.text("province", "province or state");
  public static final Column<String> CITY = TABLE_OF.text("city", "city whose weather it tells");
  public static final Column<String> TIME_ZONE =
      TABLE_OF.text("time_zone", "zone whose midnight parts its days");
  public static final Column<String> DOWNSTREAM =
      TABLE_OF.text("downstream", "next gauge that its water passes");
  public static final Column<Double> HIGH_WATER =
      TABLE_OF.number("high_water", "metres", "level from which the water is high");
  public static final Column<String> HIGH_WATER_FROM =
      TABLE_OF.text("high_water_from", "station: its own; p95: of its believed levels");
  public static final Column<String> SOURCE = TABLE_OF.text("source", "who sends its observations");
  public static final Column<LocalDateTime> FIRST_TIME =
      TABLE_OF.wallClock("first_time", "UTC", "oldest observation");
  public static final Column<LocalDateTime> LAST_TIME =
      TABLE_OF.wallClock("last_time", "UTC", "newest observation");
  public static final Column<Long> OBSERVATIONS =
      TABLE_OF.count("observations", "distinct observations: instants");

  /** The table. */
  public static final Table TABLE = TABLE_OF.whole();

  private StationMetadata() {}
}
