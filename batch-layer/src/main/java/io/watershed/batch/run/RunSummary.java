package io.watershed.batch.run;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.watershed.core.contract.RunMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a run reports.
 *
 * @param runId the run, or null when there was nothing to do
 * @param startedAt ISO 8601
 * @param finishedAt ISO 8601
 * @param durationSeconds time it took
 * @param snapshotId the snapshot read; null while the master dataset is empty
 * @param mode {@code incremental}, {@code everything}, {@code range} or {@code nothing-new}
 * @param days local days written
 * @param readings distinct readings written
 * @param duplicates messages dropped
 * @param excluded readings no figure counts
 * @param unknownMeter readings of unknown meters
 * @param problems problems written
 * @param disagreements days of meters whose flows and register disagree
 * @param horizon newest reading the views hold, ISO 8601; null while there is none
 * @param stations the same of stations; null when they had no news
 */
@JsonPropertyOrder({
  "runId",
  "startedAt",
  "finishedAt",
  "durationSeconds",
  "snapshotId",
  "mode",
  "days",
  "readings",
  "duplicates",
  "excluded",
  "unknownMeter",
  "problems",
  "disagreements",
  "horizon",
  "stations"
})
public record RunSummary(
    String runId,
    String startedAt,
    String finishedAt,
    double durationSeconds,
    Long snapshotId,
    String mode,
    List<String> days,
    long readings,
    long duplicates,
    long excluded,
    long unknownMeter,
    long problems,
    long disagreements,
    String horizon,
    StationSummary stations) {

  /** What a run reports that found nothing to do. */
  static RunSummary nothing(
      Instant started, Instant finished, Optional<Long> snapshotId, Optional<RunManifest> last) {
    return new RunSummary(
        null,
        started.toString(),
        finished.toString(),
        Duration.between(started, finished).toMillis() / 1000.0,
        snapshotId.orElse(null),
        RunMode.NOTHING_NEW.wireName(),
        List.of(),
        0,
        0,
        0,
        0,
        0,
        0,
        ViewState.horizon(last).map(Instant::toString).orElse(null),
        null);
  }
}
