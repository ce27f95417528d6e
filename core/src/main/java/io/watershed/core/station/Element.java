package io.watershed.core.station;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a station can measure: the catalogue of elements, each with its name in every table, index
 * and file, its unit, and the gross range outside of which no sensor can be believed.
 *
 * <p>Ranges of the weather elements are the world's records kept by the World Meteorological
 * Organization (World Weather and Climate Extremes Archive), with a margin; those of rivers cover
 * local datums below zero, altitudes of water surfaces, tidal flow upstream and the Amazon.
 */
public enum Element {
  /** Temperature of the air. Records: −89.2 and 56.7 °C. */
  AIR_TEMP("air_temp", "°C", -90, 60),
  /** Temperature at which the air would be saturated. Record: 35 °C. */
  DEW_POINT("dew_point", "°C", -100, 40),
  /** Relative humidity. Sensors in fog show a little more than 100. */
  REL_HUM("rel_hum", "%", 0, 105),
  /** Mean speed of the wind over some minutes. Record: 372 km/h. */
  WIND_SPEED("wind_speed", "km/h", 0, 380),
  /** Highest speed of the wind since the last observation. Record: 408 km/h. */
  WIND_GUST("wind_gust", "km/h", 0, 410),
  /** Where the wind comes from, clockwise from true north. */
  WIND_DIRECTION("wind_direction", "°", 0, 360),
  /** Pressure at the station, which may stand on a mountain. */
  STN_PRES("stn_pres", "hPa", 400, 1100),
  /** Pressure reduced to the level of the sea. Records: 870 and 1084.8 hPa. */
  MSLP("mslp", "hPa", 850, 1100),
  /** Rain and melted snow in the hour that ends at the timestamp. Record: 305 mm. */
  PRECIP_1H("precip_1h", "mm", 0, 310),
  /** Snow on the ground. Record: 1,182 cm. */
  SNOW_DEPTH("snow_depth", "cm", 0, 1200),
  /** Level of the water above the station's datum, which may be local or the level of the sea. */
  WATER_LEVEL("water_level", "m", -500, 9000),
  /** Water that passes; negative where a tide turns it. */
  DISCHARGE("discharge", "m³/s", -100_000, 400_000);

  private static final Map<String, Element> BY_NAME = new HashMap<>();

  static {
    for (Element element : values()) {
      BY_NAME.put(element.wireName, element);
    }
  }

  private final String wireName;
  private final String unit;
  private final double lowest;
  private final double highest;

  Element(String wireName, String unit, double lowest, double highest) {
    this.wireName = wireName;
    this.unit = unit;
    this.lowest = lowest;
    this.highest = highest;
  }

  /** The element's name in messages, tables, indices and files. */
  public String wireName() {
    return wireName;
  }

  /** The symbol of the unit its values have everywhere. */
  public String unit() {
    return unit;
  }

  /** Whether a value lies within the gross range. */
  public boolean plausible(double value) {
    return value >= lowest && value <= highest;
  }

  /** The element of a name, if the catalogue has it. */
  public static Optional<Element> ofWireName(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** All names, in the order of the catalogue. */
  public static List<String> wireNames() {
    return Arrays.stream(values()).map(Element::wireName).toList();
  }
}
