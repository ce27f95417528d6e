package io.watershed.core.contract.index;

import io.watershed.core.contract.Field;
import io.watershed.core.contract.FieldType;
import io.watershed.core.contract.Index;
import io.watershed.core.contract.hive.DailyStats;

/** Copies of figures of days by month, with the hours and the readings behind them. */
public final class MeterDaysIndex {

  private static final Index.Builder INDEX_OF = Index.monthly("meter-days");

  static {
    INDEX_OF.copies(DailyStats.TABLE.allColumns());
  }

  public static final Field HOURS = INDEX_OF.field("hours", FieldType.OBJECT);
  public static final Field READINGS = INDEX_OF.field("readings", FieldType.OBJECT);
  public static final Field READINGS_LEFT_OUT = INDEX_OF.field("readings_left_out", FieldType.LONG);
  public static final Field RUN_ID = INDEX_OF.field("run_id", FieldType.KEYWORD);

  /** The index. */
  public static final Index INDEX = INDEX_OF.build();

  private MeterDaysIndex() {}
}
