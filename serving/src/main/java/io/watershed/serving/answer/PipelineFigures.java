package io.watershed.serving.answer;

import io.watershed.serving.query.Verdict;
import java.time.Instant;
import java.util.List;

/** How the pipeline is, whatever the time is. */
public record PipelineFigures(
    Verdict verdict,
    String sentence,
    List<LayerAnswer> layers,
    Lags lag,
    ReconciliationAnswer reconciliation,
    DeadLetterSummaryAnswer deadLetters,
    List<BatchRunAnswer> batchRuns,
    SmallFiles smallFiles) {

  /** How far each layer is behind. */
  public record Lags(LagAnswer speed, LagAnswer ingestion, BatchLag batch) {}

  /** How far the batch views are behind; null before the first run. */
  public record BatchLag(Instant horizon, Long seconds) {}

  /** How many files the master dataset has, and how many of them are small. */
  public record SmallFiles(long files, long small) {}
}
