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

  /** The fields of an hour in {@link #HOURS}. */
  public static final class Hour {

    public static final Field START = new Field("start", FieldType.INSTANT);
    public static final Field SUM = new Field("sum", FieldType.DOUBLE);
    public static final Field COUNT = new Field("count", FieldType.LONG);
    public static final Field EXCLUDED = new Field("excluded", FieldType.LONG);
    public static final Field MIN = new Field("min", FieldType.DOUBLE);
    public static final Field MAX = new Field("max", FieldType.DOUBLE);

    private Hour() {}
  }

  /** The fields of a reading in {@link #READINGS}. */
  public static final class Reading {

    public static final Field AT = new Field("at", FieldType.INSTANT);
    public static final Field VALUE = new Field("value", FieldType.DOUBLE);
    public static final Field COUNTED = new Field("counted", FieldType.BOOLEAN);

    /** Names of flags with commas between them; none where there are none. */
    public static final Field FLAGS = new Field("flags", FieldType.KEYWORD);

    public static final Field PARTITION = new Field("partition", FieldType.INTEGER);
    public static final Field OFFSET = new Field("offset", FieldType.LONG);
    public static final Field ARRIVAL = new Field("arrival", FieldType.INSTANT);

    private Reading() {}
  }
}
