package io.watershed.core.contract.index;

import io.watershed.core.contract.Field;
import io.watershed.core.contract.FieldType;
import io.watershed.core.contract.Index;

/** Which batch run the copies of the batch views are of; one document for each fleet. */
public final class BatchStateIndex {

  /** The id of the document about the copies of meters. */
  public static final String METERS_ID = "state";

  /** The id of the document about the copies of stations. */
  public static final String STATIONS_ID = "stations";

  private static final Index.Builder INDEX_OF = Index.one("batch-state");

  public static final Field RUN_ID = INDEX_OF.field("run_id", FieldType.KEYWORD);
  public static final Field HORIZON = INDEX_OF.field("horizon", FieldType.INSTANT);
  public static final Field SEAM = INDEX_OF.field("seam", FieldType.INSTANT);
  public static final Field FIRST_DATE = INDEX_OF.field("first_date", FieldType.DAY);
  public static final Field LAST_DATE = INDEX_OF.field("last_date", FieldType.DAY);
  public static final Field FORECASTS_ISSUED =
      INDEX_OF.field("forecasts_issued", FieldType.INSTANT);
  public static final Field COPIED = INDEX_OF.field("copied", FieldType.OBJECT);
  public static final Field INDEXED_AT = INDEX_OF.field("indexed_at", FieldType.INSTANT);

  /** The index. */
  public static final Index INDEX = INDEX_OF.build();

  private BatchStateIndex() {}
}
