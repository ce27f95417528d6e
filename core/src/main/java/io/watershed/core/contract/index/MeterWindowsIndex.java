package io.watershed.core.contract.index;

import io.watershed.core.contract.Field;
import io.watershed.core.contract.FieldType;
import io.watershed.core.contract.Index;
import io.watershed.core.contract.hive.MeterReadings;

/** Windows of meters by month; one document for a meter, a measurement and a begin. */
public final class MeterWindowsIndex {

  private static final Index.Builder INDEX_OF = Index.monthly("meter-windows");

  public static final Field METER_ID = INDEX_OF.field("meter_id", FieldType.KEYWORD);
  public static final Field MEASUREMENT_TYPE =
      INDEX_OF.field("measurement_type", FieldType.KEYWORD);
  public static final Field UNIT = INDEX_OF.field("unit", FieldType.KEYWORD);
  public static final Field WINDOW_START = INDEX_OF.field("window_start", FieldType.INSTANT);
  public static final Field WINDOW_END = INDEX_OF.field("window_end", FieldType.INSTANT);
  public static final Field ALIGNED = INDEX_OF.field("aligned", FieldType.BOOLEAN);
  public static final Field COUNT = INDEX_OF.field("count", FieldType.INTEGER);
  public static final Field SUM = INDEX_OF.field("sum", FieldType.DOUBLE);
  public static final Field MEAN = INDEX_OF.field("mean", FieldType.DOUBLE);
  public static final Field MIN = INDEX_OF.field("min", FieldType.DOUBLE);
  public static final Field MAX = INDEX_OF.field("max", FieldType.DOUBLE);
  public static final Field EXCLUDED_COUNT = INDEX_OF.field("excluded_count", FieldType.INTEGER);
  public static final Field METER_TYPE = INDEX_OF.copy(MeterReadings.METER_TYPE);
  public static final Field SUBURB = INDEX_OF.copy(MeterReadings.SUBURB);
  public static final Field POSTCODE = INDEX_OF.copy(MeterReadings.POSTCODE);
  public static final Field USAGE_TYPE = INDEX_OF.copy(MeterReadings.USAGE_TYPE);
  public static final Field UPDATED_AT = INDEX_OF.field("updated_at", FieldType.INSTANT);

  /** The index. */
  public static final Index INDEX = INDEX_OF.build();

  private MeterWindowsIndex() {}
}
