package io.watershed.ingestion.source.drop;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What became of a file; written beside it.
 *
 * @param file its name as it was dropped
 * @param outcome {@code done}, {@code failed} or {@code already-taken}
 * @param message one sentence for people
 * @param sha256 of its bytes
 * @param mapping what its columns were taken for
 * @param rows rows below the header
 * @param sent messages that were sent for it
 * @param withoutValues rows whose values are all missing
 * @param rejected rows that cannot be observations
 * @param rejections the first of them
 * @param finishedAt when this was written, ISO 8601
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FileReport(
    String file,
    String outcome,
    String message,
    String sha256,
    String mapping,
    long rows,
    long sent,
    long withoutValues,
    long rejected,
    List<Rejection> rejections,
    String finishedAt) {

  /** A row that cannot be an observation: its line in the file, and why. */
  record Rejection(long line, String reason, String detail) {}
}
