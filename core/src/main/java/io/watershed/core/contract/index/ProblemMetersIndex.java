package io.watershed.core.contract.index;

import io.watershed.core.contract.Field;
import io.watershed.core.contract.FieldType;
import io.watershed.core.contract.Index;
import io.watershed.core.contract.hive.ProblemMeters;

/** Copies of problems by month; one document for a meter, a day and a problem. */
public final class ProblemMetersIndex {

  private static final Index.Builder INDEX_OF = Index.monthly("problem-meters");

  public static final Field LOCAL_DATE = INDEX_OF.copy(ProblemMeters.LOCAL_DATE);
  public static final Field METER_ID = INDEX_OF.copy(ProblemMeters.METER_ID);
  public static final Field MEASUREMENT_TYPE = INDEX_OF.copy(ProblemMeters.MEASUREMENT_TYPE);
  public static final Field ISSUE_TYPE = INDEX_OF.copy(ProblemMeters.ISSUE_TYPE);
  public static final Field SEVERITY = INDEX_OF.copy(ProblemMeters.SEVERITY);
  public static final Field TOTAL_VALUE = INDEX_OF.copy(ProblemMeters.TOTAL_VALUE);
  public static final Field AVG_VALUE = INDEX_OF.copy(ProblemMeters.AVG_VALUE);
  public static final Field MAX_VALUE = INDEX_OF.copy(ProblemMeters.MAX_VALUE);
  public static final Field MIN_VALUE = INDEX_OF.copy(ProblemMeters.MIN_VALUE);
  public static final Field READING_COUNT = INDEX_OF.copy(ProblemMeters.READING_COUNT);
  public static final Field EXCLUDED_COUNT = INDEX_OF.copy(ProblemMeters.EXCLUDED_COUNT);
  public static final Field EVIDENCE = INDEX_OF.field("evidence", FieldType.TEXT);
  public static final Field METER_TYPE = INDEX_OF.copy(ProblemMeters.METER_TYPE);
  public static final Field SUBURB = INDEX_OF.copy(ProblemMeters.SUBURB);
  public static final Field POSTCODE = INDEX_OF.copy(ProblemMeters.POSTCODE);
  public static final Field USAGE_TYPE = INDEX_OF.copy(ProblemMeters.USAGE_TYPE);
  public static final Field RUN_ID = INDEX_OF.field("run_id", FieldType.KEYWORD);

  /** The index. */
  public static final Index INDEX = INDEX_OF.build();

  private ProblemMetersIndex() {}
}
