package io.watershed.core.contract.index;

import io.watershed.core.contract.Field;
import io.watershed.core.contract.FieldType;
import io.watershed.core.contract.Index;

/** Messages by hour of arrival, counted in every place; one document for an hour. */
public final class ReconciliationHoursIndex {

  private static final Index.Builder INDEX_OF = Index.one("reconciliation-hours");

  public static final Field HOUR = INDEX_OF.field("hour", FieldType.INSTANT);
  public static final Field CHECKED_AT = INDEX_OF.field("checked_at", FieldType.INSTANT);
  public static final Field AGREES = INDEX_OF.field("agrees", FieldType.BOOLEAN);
  public static final Field KAFKA = INDEX_OF.field("kafka", FieldType.LONG);
  public static final Field ACCEPTED = INDEX_OF.field("accepted", FieldType.LONG);
  public static final Field LATE = INDEX_OF.field("late", FieldType.LONG);
  public static final Field DUPLICATES = INDEX_OF.field("duplicates", FieldType.LONG);
  public static final Field DEAD_LETTERS = INDEX_OF.field("dead_letters", FieldType.LONG);
  public static final Field MASTER_ROWS = INDEX_OF.field("master_rows", FieldType.LONG);
  public static final Field HIVE_ROWS = INDEX_OF.field("hive_rows", FieldType.LONG);
  public static final Field SPEED_ACCEPTED = INDEX_OF.field("speed_accepted", FieldType.LONG);
  public static final Field SPEED_LATE = INDEX_OF.field("speed_late", FieldType.LONG);
  public static final Field SPEED_DUPLICATES = INDEX_OF.field("speed_duplicates", FieldType.LONG);
  public static final Field SPEED_DEAD_LETTERS =
      INDEX_OF.field("speed_dead_letters", FieldType.LONG);

  /** The index. */
  public static final Index INDEX = INDEX_OF.build();

  private ReconciliationHoursIndex() {}
}
