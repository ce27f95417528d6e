package io.watershed.core.contract.index;

import io.watershed.core.contract.Field;
import io.watershed.core.contract.FieldType;
import io.watershed.core.contract.Index;

/** Reconciliations; one document for each. */
public final class ReconciliationsIndex {

  private static final Index.Builder INDEX_OF = Index.one("reconciliations");

  public static final Field CHECKED_AT = INDEX_OF.field("checked_at", FieldType.INSTANT);
  public static final Field AGREES = INDEX_OF.field("agrees", FieldType.BOOLEAN);
  public static final Field CHECKS = INDEX_OF.field("checks", FieldType.OBJECT);
  public static final Field NOTES = INDEX_OF.field("notes", FieldType.KEYWORD);
  public static final Field MESSAGES = INDEX_OF.field("messages", FieldType.LONG);
  public static final Field DEAD_LETTERS = INDEX_OF.field("dead_letters", FieldType.LONG);
  public static final Field BEHIND = INDEX_OF.field("behind", FieldType.LONG);

  /** The index. */
  public static final Index INDEX = INDEX_OF.build();

  private ReconciliationsIndex() {}
}
