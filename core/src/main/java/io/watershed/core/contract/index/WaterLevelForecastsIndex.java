package io.watershed.core.contract.index;

import io.watershed.core.contract.Field;
import io.watershed.core.contract.FieldType;
import io.watershed.core.contract.Index;
import io.watershed.core.contract.hive.WaterLevelForecasts;

/** Copies of the newest forecasts; one document for a gauge and an hour. */
public final class WaterLevelForecastsIndex {

  private static final Index.Builder INDEX_OF = Index.one("water-level-forecasts");

  static {
    INDEX_OF.copies(WaterLevelForecasts.TABLE.allColumns());
  }

  public static final Field NAME = INDEX_OF.field("name", FieldType.KEYWORD);
  public static final Field PROVINCE = INDEX_OF.field("province", FieldType.KEYWORD);
  public static final Field LOCATION = INDEX_OF.field("location", FieldType.PLACE);
  public static final Field RUN_ID = INDEX_OF.field("run_id", FieldType.KEYWORD);

  /** The index. */
  public static final Index INDEX = INDEX_OF.build();

  private WaterLevelForecastsIndex() {}
}
