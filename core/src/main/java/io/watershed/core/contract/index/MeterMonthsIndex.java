package io.watershed.core.contract.index;

import io.watershed.core.contract.Field;
import io.watershed.core.contract.FieldType;
import io.watershed.core.contract.Index;
import io.watershed.core.contract.hive.MonthlyStats;

/** Copies of figures of months; one document for a meter, a measurement and a month. */
public final class MeterMonthsIndex {

  private static final Index.Builder INDEX_OF = Index.one("meter-months");

  static {
    INDEX_OF.copies(MonthlyStats.TABLE.allColumns());
  }

  public static final Field RUN_ID = INDEX_OF.field("run_id", FieldType.KEYWORD);

  /** The index. */
  public static final Index INDEX = INDEX_OF.build();

  private MeterMonthsIndex() {}
}
