package io.watershed.core.contract.index;

import io.watershed.core.contract.Field;
import io.watershed.core.contract.FieldType;
import io.watershed.core.contract.Index;
import io.watershed.core.station.Element;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** How each station stands, as the speed layer knows it. */
public final class StationLatestIndex {

  private static final Index.Builder INDEX_OF = Index.one("station-latest");

  public static final Field STATION_ID = INDEX_OF.field("station_id", FieldType.KEYWORD);
  public static final Field KIND = INDEX_OF.field("kind", FieldType.KEYWORD);
  public static final Field SOURCE = INDEX_OF.field("source", FieldType.KEYWORD);
  public static final Field NAME = INDEX_OF.field("name", FieldType.KEYWORD);
  public static final Field PROVINCE = INDEX_OF.field("province", FieldType.KEYWORD);
  public static final Field CITY = INDEX_OF.field("city", FieldType.KEYWORD);
  public static final Field LOCATION = INDEX_OF.field("location", FieldType.PLACE);
  public static final Field ELEVATION = INDEX_OF.field("elevation", FieldType.DOUBLE);
  public static final Field TIME_ZONE = INDEX_OF.field("time_zone", FieldType.KEYWORD);
  public static final Field DOWNSTREAM = INDEX_OF.field("downstream", FieldType.KEYWORD);
  public static final Field HIGH_WATER = INDEX_OF.field("high_water", FieldType.DOUBLE);
  public static final Field OBSERVED_AT = INDEX_OF.field("observed_at", FieldType.INSTANT);

  /** A field for each element, in their order. */
  public static final Map<Element, Field> ELEMENTS = elements();

  public static final Field FEELS_LIKE = INDEX_OF.field("feels_like", FieldType.DOUBLE);
  public static final Field WIND_CHILL = INDEX_OF.field("wind_chill", FieldType.DOUBLE);
  public static final Field HEAT_INDEX = INDEX_OF.field("heat_index", FieldType.DOUBLE);
  public static final Field HUMIDEX = INDEX_OF.field("humidex", FieldType.DOUBLE);
  public static final Field LEVEL_CHANGE_1H = INDEX_OF.field("level_change_1h", FieldType.DOUBLE);
  public static final Field LEVEL_CHANGE_6H = INDEX_OF.field("level_change_6h", FieldType.DOUBLE);
  public static final Field LEVEL_CHANGE_24H = INDEX_OF.field("level_change_24h", FieldType.DOUBLE);
  public static final Field FLAGS = INDEX_OF.field("flags", FieldType.KEYWORD);
  public static final Field UPDATED_AT = INDEX_OF.field("updated_at", FieldType.INSTANT);

  /** The index. */
  public static final Index INDEX = INDEX_OF.build();

  private StationLatestIndex() {}

  private static Map<Element, Field> elements() {
    Map<Element, Field> fields = new EnumMap<>(Element.class);
    for (Element element : Element.values()) {
      fields.put(element, INDEX_OF.field(element.wireName(), FieldType.DOUBLE));
    }
    return Collections.unmodifiableMap(fields);
  }
}
