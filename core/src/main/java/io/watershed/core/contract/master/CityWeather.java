package io.watershed.core.contract.master;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.ElementColumns;
import io.watershed.core.contract.Table;
import io.watershed.core.station.Element;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;

/** Believed values of the stations of a city at one instant, computed from observations. */
public final class CityWeather {

  private static final Table.Builder TABLE_OF = Table.named("weather_by_city");

  public static final Column<String> CITY = TABLE_OF.text("city", "the city");
  public static final Column<String> STATION_ID = TABLE_OF.add(Observations.STATION_ID);
  public static final Column<Instant> EVENT_TIME = TABLE_OF.add(Observations.EVENT_TIME);
  public static final Column<String> PROVINCE = TABLE_OF.add(Observations.PROVINCE);
  public static final Column<String> SOURCE = TABLE_OF.add(Observations.SOURCE);

  /** A column for each element of the weather, in their order. */
  public static final Map<Element, Column<Double>> ELEMENTS =
      ElementColumns.addTo(TABLE_OF, EnumSet.range(Element.AIR_TEMP, Element.SNOW_DEPTH));

  public static final Column<Double> FEELS_LIKE =
      TABLE_OF.number("feels_like", "°C", "what the air feels like");
  public static final Column<Double> WIND_CHILL = TABLE_OF.number("wind_chill", "°C", "wind chill");
  public static final Column<Double> HEAT_INDEX = TABLE_OF.number("heat_index", "°C", "heat index");
  public static final Column<Double> HUMIDEX = TABLE_OF.number("humidex", "°C", "humidex");

  /** The table. */
  public static final Table TABLE = TABLE_OF.whole();

  private CityWeather() {}
}
