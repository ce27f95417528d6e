package io.watershed.core.contract.index;

import io.watershed.core.contract.Field;
import io.watershed.core.contract.FieldType;
import io.watershed.core.contract.Index;

/**
 * What became of the messages of a micro-batch; one document for a micro-batch and an hour of
 * arrival.
 */
public final class PipelineHealthIndex {

  private static final Index.Builder INDEX_OF = Index.one("pipeline-health");

  public static final Field LAYER = INDEX_OF.field("layer", FieldType.KEYWORD);
  public static final Field TOPIC = INDEX_OF.field("topic", FieldType.KEYWORD);
  public static final Field QUERY_ID = INDEX_OF.field("query_id", FieldType.KEYWORD);
  public static final Field BATCH_ID = INDEX_OF.field("batch_id", FieldType.LONG);
  public static final Field ARRIVAL_HOUR = INDEX_OF.field("arrival_hour", FieldType.INSTANT);
  public static final Field MESSAGES = INDEX_OF.field("messages", FieldType.LONG);
  public static final Field ACCEPTED = INDEX_OF.field("accepted", FieldType.LONG);
  public static final Field LATE = INDEX_OF.field("late", FieldType.LONG);
  public static final Field DUPLICATES = INDEX_OF.field("duplicates", FieldType.LONG);
  public static final Field DEAD_LETTERS = INDEX_OF.field("dead_letters", FieldType.LONG);
  public static final Field WINDOWS = INDEX_OF.field("windows", FieldType.LONG);
  public static final Field ALERTS = INDEX_OF.field("alerts", FieldType.LONG);
  public static final Field REFUSED = INDEX_OF.field("refused", FieldType.LONG);
  public static final Field PROCESSED_AT = INDEX_OF.field("processed_at", FieldType.INSTANT);

  /** The index. */
  public static final Index INDEX = INDEX_OF.build();

  private PipelineHealthIndex() {}
}
