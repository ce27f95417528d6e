package io.watershed.core.contract.index;

import io.watershed.core.contract.Field;
import io.watershed.core.contract.FieldType;
import io.watershed.core.contract.Index;
import io.watershed.core.contract.hive.StationHourlySummary;

/**
 * Copies of hours of stations by month; one document for a station, an element and a day of UTC.
 */
public final class StationHoursIndex {

  private static final Index.Builder INDEX_OF = Index.monthly("station-hours");

  public static final Field STATION_ID = INDEX_OF.copy(StationHourlySummary.STATION_ID);
  public static final Field KIND = INDEX_OF.copy(StationHourlySummary.KIND);
  public static final Field ELEMENT = INDEX_OF.copy(StationHourlySummary.ELEMENT);
  public static final Field UNIT = INDEX_OF.field("unit", FieldType.KEYWORD);
  public static final Field UTC_DATE = INDEX_OF.copy(StationHourlySummary.UTC_DATE);
  public static final Field MINIMUM = INDEX_OF.copy(StationHourlySummary.MINIMUM);
  public static final Field MAXIMUM = INDEX_OF.copy(StationHourlySummary.MAXIMUM);
  public static final Field MEAN = INDEX_OF.copy(StationHourlySummary.MEAN);
  public static final Field LAST_VALUE = INDEX_OF.copy(StationHourlySummary.LAST_VALUE);
  public static final Field VALUE_COUNT = INDEX_OF.copy(StationHourlySummary.VALUE_COUNT);
  public static final Field EXCLUDED_COUNT = INDEX_OF.copy(StationHourlySummary.EXCLUDED_COUNT);
  public static final Field HOURS = INDEX_OF.field("hours", FieldType.OBJECT);
  public static final Field RUN_ID = INDEX_OF.field("run_id", FieldType.KEYWORD);

  /** The index. */
  public static final Index INDEX = INDEX_OF.build();

  private StationHoursIndex() {}

  /** The fields of an hour in {@link #HOURS}. */
  public static final class Hour {

    public static final Field START = new Field("start", FieldType.INSTANT);
    public static final Field COUNT = new Field("count", FieldType.LONG);
    public static final Field MIN = new Field("min", FieldType.DOUBLE);
    public static final Field MAX = new Field("max", FieldType.DOUBLE);
    public static final Field MEAN = new Field("mean", FieldType.DOUBLE);
    public static final Field LAST = new Field("last", FieldType.DOUBLE);

    /** What was measured at the very start of the hour. */
    public static final Field AT_START = new Field("at_start", FieldType.DOUBLE);

    public static final Field EXCLUDED = new Field("excluded", FieldType.LONG);

    private Hour() {}
  }
}
