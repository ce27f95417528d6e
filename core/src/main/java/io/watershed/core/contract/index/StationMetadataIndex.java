package io.watershed.core.contract.index;

import io.watershed.core.contract.Field;
import io.watershed.core.contract.FieldType;
import io.watershed.core.contract.Index;
import io.watershed.core.contract.hive.StationMetadata;

/** Copies of what is known of stations; one document for a station. */
public final class StationMetadataIndex {

  private static final Index.Builder INDEX_OF = Index.one("station-metadata");

  static {
    INDEX_OF.copies(StationMetadata.TABLE.allColumns());
  }

  public static final Field LOCATION = INDEX_OF.field("location", FieldType.PLACE);
  public static final Field RUN_ID = INDEX_OF.field("run_id", FieldType.KEYWORD);

  /** The index. */
  public static final Index INDEX = INDEX_OF.build();

  private StationMetadataIndex() {}
}
