package io.watershed.core.contract.index;

import io.watershed.core.contract.Field;
import io.watershed.core.contract.FieldType;
import io.watershed.core.contract.Index;
import io.watershed.core.contract.hive.MeterReadings;

/** Alerts by the month in which they began; one document for a rule, a device and a begin. */
public final class AlertsIndex {

  private static final Index.Builder INDEX_OF = Index.monthly("alerts");

  public static final Field ALERT_TYPE = INDEX_OF.field("alert_type", FieldType.KEYWORD);
  public static final Field SEVERITY = INDEX_OF.field("severity", FieldType.KEYWORD);
  public static final Field METER_ID = INDEX_OF.field("meter_id", FieldType.KEYWORD);
  public static final Field MEASUREMENT_TYPE =
      INDEX_OF.field("measurement_type", FieldType.KEYWORD);
  public static final Field EPISODE_START = INDEX_OF.field("episode_start", FieldType.INSTANT);
  public static final Field LAST_SEEN = INDEX_OF.field("last_seen", FieldType.INSTANT);
  public static final Field READINGS = INDEX_OF.field("readings", FieldType.INTEGER);
  public static final Field MEASURED = INDEX_OF.field("measured", FieldType.DOUBLE);
  public static final Field PEAK = INDEX_OF.field("peak", FieldType.DOUBLE);
  public static final Field LIMIT = INDEX_OF.field("limit", FieldType.DOUBLE);
  public static final Field UNIT = INDEX_OF.field("unit", FieldType.KEYWORD);
  public static final Field MESSAGE = INDEX_OF.field("message", FieldType.TEXT);
  public static final Field METER_TYPE = INDEX_OF.copy(MeterReadings.METER_TYPE);
  public static final Field SUBURB = INDEX_OF.copy(MeterReadings.SUBURB);
  public static final Field POSTCODE = INDEX_OF.copy(MeterReadings.POSTCODE);
  public static final Field USAGE_TYPE = INDEX_OF.copy(MeterReadings.USAGE_TYPE);
  public static final Field STATION_ID = INDEX_OF.field("station_id", FieldType.KEYWORD);
  public static final Field KIND = INDEX_OF.field("kind", FieldType.KEYWORD);
  public static final Field NAME = INDEX_OF.field("name", FieldType.KEYWORD);
  public static final Field PROVINCE = INDEX_OF.field("province", FieldType.KEYWORD);
  public static final Field LOCATION = INDEX_OF.field("location", FieldType.PLACE);
  public static final Field UPDATED_AT = INDEX_OF.field("updated_at", FieldType.INSTANT);

  /** The index. */
  public static final Index INDEX = INDEX_OF.build();

  private AlertsIndex() {}
}
