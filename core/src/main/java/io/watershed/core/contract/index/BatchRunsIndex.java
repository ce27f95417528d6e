package io.watershed.core.contract.index;

import io.watershed.core.contract.Field;
import io.watershed.core.contract.Index;
import io.watershed.core.contract.hive.BatchRuns;

/** Copies of runs of the batch layer; one document for a run. */
public final class BatchRunsIndex {

  private static final Index.Builder INDEX_OF = Index.one("batch-runs");

  public static final Field RUN_ID = INDEX_OF.copy(BatchRuns.RUN_ID);
  public static final Field STARTED_AT = INDEX_OF.copy(BatchRuns.STARTED_AT);
  public static final Field FINISHED_AT = INDEX_OF.copy(BatchRuns.FINISHED_AT);
  public static final Field DURATION_SECONDS = INDEX_OF.copy(BatchRuns.DURATION_SECONDS);
  public static final Field SNAPSHOT_ID = INDEX_OF.copy(BatchRuns.SNAPSHOT_ID);
  public static final Field PREVIOUS_SNAPSHOT_ID = INDEX_OF.copy(BatchRuns.PREVIOUS_SNAPSHOT_ID);
  public static final Field DAYS_WRITTEN = INDEX_OF.copy(BatchRuns.DAYS_WRITTEN);
  public static final Field DAYS = INDEX_OF.copy(BatchRuns.DAYS);
  public static final Field READINGS = INDEX_OF.copy(BatchRuns.READINGS);
  public static final Field DUPLICATES = INDEX_OF.copy(BatchRuns.DUPLICATES);
  public static final Field EXCLUDED = INDEX_OF.copy(BatchRuns.EXCLUDED);
  public static final Field UNKNOWN_METER = INDEX_OF.copy(BatchRuns.UNKNOWN_METER);
  public static final Field DISAGREEMENTS = INDEX_OF.copy(BatchRuns.DISAGREEMENTS);
  public static final Field PROBLEMS = INDEX_OF.copy(BatchRuns.PROBLEMS);
  public static final Field HORIZON = INDEX_OF.copy(BatchRuns.HORIZON);
  public static final Field MODE = INDEX_OF.copy(BatchRuns.MODE);
  public static final Field FILES = INDEX_OF.copy(BatchRuns.FILES);
  public static final Field SMALL_FILES = INDEX_OF.copy(BatchRuns.SMALL_FILES);

  /** The index. */
  public static final Index INDEX = INDEX_OF.build();

  private BatchRunsIndex() {}
}
