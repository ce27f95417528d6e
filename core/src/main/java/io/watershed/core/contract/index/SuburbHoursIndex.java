package io.watershed.core.contract.index;

import io.watershed.core.contract.Field;
import io.watershed.core.contract.FieldType;
import io.watershed.core.contract.Index;
import io.watershed.core.contract.hive.DailyStats;

/** Litres of suburbs by hour; one document for a suburb, an hour and a local day. */
public final class SuburbHoursIndex {

  private static final Index.Builder INDEX_OF = Index.monthly("suburb-hours");

  public static final Field SUBURB = INDEX_OF.copy(DailyStats.SUBURB);
  public static final Field LOCAL_DATE = INDEX_OF.copy(DailyStats.LOCAL_DATE);
  public static final Field HOUR = INDEX_OF.field("hour", FieldType.INSTANT);
  public static final Field LITRES = INDEX_OF.field("litres", FieldType.DOUBLE);
  public static final Field READINGS = INDEX_OF.field("readings", FieldType.LONG);
  public static final Field METERS = INDEX_OF.field("meters", FieldType.INTEGER);
  public static final Field RUN_ID = INDEX_OF.field("run_id", FieldType.KEYWORD);

  /** The index. */
  public static final Index INDEX = INDEX_OF.build();

  private SuburbHoursIndex() {}
}
