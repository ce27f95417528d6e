package io.watershed.core.contract.index;

import io.watershed.core.contract.Field;
import io.watershed.core.contract.FieldType;
import io.watershed.core.contract.Index;

/** Copies of dead letters; one document for a message, by its place in Kafka. */
public final class DeadLettersIndex {

  private static final Index.Builder INDEX_OF = Index.one("dead-letters");

  public static final Field STAGE = INDEX_OF.field("stage", FieldType.KEYWORD);
  public static final Field REASON = INDEX_OF.field("reason", FieldType.KEYWORD);
  public static final Field DETAIL = INDEX_OF.field("detail", FieldType.TEXT);
  public static final Field SOURCE_TOPIC = INDEX_OF.field("source_topic", FieldType.KEYWORD);
  public static final Field SOURCE_PARTITION =
      INDEX_OF.field("source_partition", FieldType.INTEGER);
  public static final Field SOURCE_OFFSET = INDEX_OF.field("source_offset", FieldType.LONG);
  public static final Field KEY = INDEX_OF.field("key", FieldType.KEYWORD);
  public static final Field RAW = INDEX_OF.field("raw", FieldType.KEYWORD);
  public static final Field ARRIVAL = INDEX_OF.field("arrival", FieldType.INSTANT);

  /** The index. */
  public static final Index INDEX = INDEX_OF.build();

  private DeadLettersIndex() {}
}
