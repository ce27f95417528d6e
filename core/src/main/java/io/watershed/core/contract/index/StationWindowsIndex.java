package io.watershed.core.contract.index;

import io.watershed.core.contract.Field;
import io.watershed.core.contract.FieldType;
import io.watershed.core.contract.Index;

/** Windows of stations by month; one document for a station, an element and a begin. */
public final class StationWindowsIndex {

  private static final Index.Builder INDEX_OF = Index.monthly("station-windows");

  public static final Field STATION_ID = INDEX_OF.field("station_id", FieldType.KEYWORD);
  public static final Field KIND = INDEX_OF.field("kind", FieldType.KEYWORD);
  public static final Field NAME = INDEX_OF.field("name", FieldType.KEYWORD);
  public static final Field PROVINCE = INDEX_OF.field("province", FieldType.KEYWORD);
  public static final Field LOCATION = INDEX_OF.field("location", FieldType.PLACE);
  public static final Field ELEMENT = INDEX_OF.field("element", FieldType.KEYWORD);
  public static final Field UNIT = INDEX_OF.field("unit", FieldType.KEYWORD);
  public static final Field WINDOW_START = INDEX_OF.field("window_start", FieldType.INSTANT);
  public static final Field WINDOW_END = INDEX_OF.field("window_end", FieldType.INSTANT);
  public static final Field COUNT = INDEX_OF.field("count", FieldType.INTEGER);
  public static final Field MIN = INDEX_OF.field("min", FieldType.DOUBLE);
  public static final Field MAX = INDEX_OF.field("max", FieldType.DOUBLE);
  public static final Field AVG = INDEX_OF.field("avg", FieldType.DOUBLE);
  public static final Field LAST = INDEX_OF.field("last", FieldType.DOUBLE);
  public static final Field EXCLUDED_COUNT = INDEX_OF.field("excluded_count", FieldType.INTEGER);
  public static final Field UPDATED_AT = INDEX_OF.field("updated_at", FieldType.INSTANT);

  /** The index. */
  public static final Index INDEX = INDEX_OF.build();

  private StationWindowsIndex() {}
}
