package io.watershed.core.contract.index;

import io.watershed.core.contract.Field;
import io.watershed.core.contract.FieldType;
import io.watershed.core.contract.Index;
import io.watershed.core.contract.hive.ForecastSkill;

/** Copies of the skill of forecasts; one document for a gauge and a lead time. */
public final class ForecastSkillIndex {

  private static final Index.Builder INDEX_OF = Index.one("forecast-skill");

  static {
    INDEX_OF.copies(ForecastSkill.TABLE.allColumns());
  }

  public static final Field NAME = INDEX_OF.field("name", FieldType.KEYWORD);
  public static final Field PROVINCE = INDEX_OF.field("province", FieldType.KEYWORD);
  public static final Field RUN_ID = INDEX_OF.field("run_id", FieldType.KEYWORD);

  /** The index. */
  public static final Index INDEX = INDEX_OF.build();

  private ForecastSkillIndex() {}
}
