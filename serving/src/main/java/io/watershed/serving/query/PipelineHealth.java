package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.contract.index.BatchRunsIndex;
import io.watershed.core.contract.index.ReconciliationHoursIndex;
import io.watershed.core.contract.index.ReconciliationsIndex;
import io.watershed.core.settings.Settings;
import io.watershed.core.status.PartStatus;
import io.watershed.core.status.RunFolder;
import io.watershed.elasticsearch.Document;
import io.watershed.elasticsearch.Queries;
import io.watershed.elasticsearch.Queries.Order;
import io.watershed.elasticsearch.Search;
import io.watershed.serving.answer.BatchRunAnswer;
import io.watershed.serving.answer.LagAnswer;
import io.watershed.serving.answer.LayerAnswer;
import io.watershed.serving.answer.PipelineFigures;
import io.watershed.serving.answer.PipelineFigures.BatchLag;
import io.watershed.serving.answer.PipelineFigures.Lags;
import io.watershed.serving.answer.PipelineFigures.SmallFiles;
import io.watershed.serving.answer.ReconciledHourAnswer;
import io.watershed.serving.answer.ReconciliationAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Whether the numbers can be trusted now: what reconciliation found, how far each layer is, what
 * was set aside. Safe for use by several threads.
 */
public final class PipelineHealth {

  private static final int HOURS_SHOWN = 168;
  private static final int RUNS_SHOWN = 50;

  /** Two hourly batch runs may be missed before the batch views count as behind. */
  private static final Duration BATCH_PATIENCE = Duration.ofMinutes(130);

  private final Search search;
  private final DeadLetters deadLetters;
  private final KafkaLag lag;
  private final RunFolder run;

  /** Health of the pipeline whose data folder the settings name. */
  public PipelineHealth(Search search, KafkaLag lag, Settings settings) {
    this.search = search;
    this.deadLetters = new DeadLetters(search);
    this.lag = lag;
    this.run = RunFolder.from(settings);
  }

  /** Everything that the pipeline page shows. */
  PipelineFigures figures(DataClock clock) {
    List<PartStatus> parts = run.parts();
    Lags lags = new Lags(lag.of("speed"), lag.of("ingestion"), batchLag(clock));
    ReconciliationAnswer reconciliation = reconciliation();
    List<Document> runs = runs();
    Judgement judgement = judge(clock, parts, lags, reconciliation);
    return new PipelineFigures(
        judgement.verdict(),
        judgement.sentence(),
        parts.stream().map(LayerAnswer::of).toList(),
        lags,
        reconciliation,
        deadLetters.summary(),
        runs.stream().map(PipelineHealth::run).toList(),
        smallFiles(runs));
  }

  private static BatchLag batchLag(DataClock clock) {
    return clock.horizon() == null
        ? new BatchLag(null, null)
        : new BatchLag(clock.horizon(), Duration.between(clock.horizon(), clock.now()).toSeconds());
  }

  private record Judgement(Verdict verdict, String sentence) {}

  private static Judgement judge(
      DataClock clock, List<PartStatus> parts, Lags lags, ReconciliationAnswer reconciliation) {
    List<String> unwell =
        parts.stream()
            .filter(part -> !part.state().isWell())
            .map(part -> part.title() + " is " + part.state().wireName())
            .toList();
    if (reconciliation != null && !reconciliation.agrees()) {
      return new Judgement(
          Verdict.DISAGREES,
          "The counts do not add up: " + firstDisagreement(reconciliation.checks()));
    }
    if (!unwell.isEmpty()) {
      return new Judgement(
          Verdict.CATCHING_UP, "Not everything runs: " + String.join(", ", unwell) + ".");
    }
    if (behind(lags, clock)) {
      return new Judgement(
          Verdict.CATCHING_UP,
          "The layers are still taking what Kafka holds; figures will change.");
    }
    if (reconciliation == null) {
      return new Judgement(
          Verdict.UNKNOWN,
          clock.horizon() == null
              ? "No batch run and no reconciliation yet; every figure is provisional."
              : "No reconciliation yet; it follows the hourly batch run.");
    }
    return new Judgement(
        Verdict.TRUSTED,
        String.format(
            Locale.ROOT,
            "All %,d messages are accounted for, as of %s.",
            reconciliation.messages(),
            reconciliation.checkedAt()));
  }

  private static String firstDisagreement(List<JsonNode> checks) {
    for (JsonNode check : checks) {
      if (!check.path("agrees").asBoolean(true)) {
        return check.path("words").asText(check.path("name").asText());
      }
    }
    return "see the checks below";
  }

  private static boolean behind(Lags lags, DataClock clock) {
    for (LagAnswer layer : List.of(lags.speed(), lags.ingestion())) {
      if (layer.messages() != null && layer.messages() > KafkaLag.MUCH) {
        return true;
      }
    }
    return clock.mode() == DataClock.Mode.LIVE
        && clock.horizon() != null
        && Duration.between(clock.horizon(), clock.now()).compareTo(BATCH_PATIENCE) > 0;
  }

  private ReconciliationAnswer reconciliation() {
    ObjectNode body = Queries.filtered(1);
    Queries.sort(body, ReconciliationsIndex.CHECKED_AT, Order.DESCENDING);
    List<Document> newest = Queries.hits(search.search(body, ReconciliationsIndex.INDEX));
    if (newest.isEmpty()) {
      return null;
    }
    Document check = newest.get(0);
    ObjectNode rows = Queries.filtered(HOURS_SHOWN);
    Queries.sort(rows, ReconciliationHoursIndex.HOUR, Order.DESCENDING);
    List<ReconciledHourAnswer> hours = new ArrayList<>();
    Queries.hits(search.search(rows, ReconciliationHoursIndex.INDEX))
        .forEach(hour -> hours.add(hour(hour)));
    Collections.reverse(hours);
    List<JsonNode> checks = new ArrayList<>();
    check.node(ReconciliationsIndex.CHECKS).forEach(checks::add);
    return new ReconciliationAnswer(
        check.instant(ReconciliationsIndex.CHECKED_AT),
        check.node(ReconciliationsIndex.AGREES).asBoolean(),
        check.node(ReconciliationsIndex.MESSAGES).asLong(),
        checks,
        check.texts(ReconciliationsIndex.NOTES),
        hours);
  }

  /** Out of {@link ReconciliationHoursIndex}. */
  static ReconciledHourAnswer hour(Document hour) {
    return new ReconciledHourAnswer(
        hour.instant(ReconciliationHoursIndex.HOUR),
        hour.count(ReconciliationHoursIndex.KAFKA),
        hour.count(ReconciliationHoursIndex.ACCEPTED),
        hour.count(ReconciliationHoursIndex.LATE),
        hour.count(ReconciliationHoursIndex.DUPLICATES),
        hour.count(ReconciliationHoursIndex.DEAD_LETTERS),
        hour.count(ReconciliationHoursIndex.MASTER_ROWS),
        hour.count(ReconciliationHoursIndex.HIVE_ROWS),
        hour.count(ReconciliationHoursIndex.SPEED_ACCEPTED),
        hour.count(ReconciliationHoursIndex.SPEED_LATE),
        hour.count(ReconciliationHoursIndex.SPEED_DUPLICATES),
        hour.count(ReconciliationHoursIndex.SPEED_DEAD_LETTERS),
        hour.truth(ReconciliationHoursIndex.AGREES));
  }

  private List<Document> runs() {
    ObjectNode body = Queries.filtered(RUNS_SHOWN);
    Queries.sort(body, BatchRunsIndex.RUN_ID, Order.DESCENDING);
    return Queries.hits(search.search(body, BatchRunsIndex.INDEX));
  }

  /** Out of {@link BatchRunsIndex}. */
  static BatchRunAnswer run(Document run) {
    return new BatchRunAnswer(
        run.text(BatchRunsIndex.RUN_ID),
        run.instant(BatchRunsIndex.STARTED_AT),
        run.instant(BatchRunsIndex.FINISHED_AT),
        run.number(BatchRunsIndex.DURATION_SECONDS),
        run.count(BatchRunsIndex.DAYS),
        run.count(BatchRunsIndex.READINGS),
        run.count(BatchRunsIndex.DUPLICATES),
        run.count(BatchRunsIndex.EXCLUDED),
        run.count(BatchRunsIndex.DISAGREEMENTS),
        run.count(BatchRunsIndex.PROBLEMS),
        run.instant(BatchRunsIndex.HORIZON),
        run.text(BatchRunsIndex.MODE));
  }

  private static SmallFiles smallFiles(List<Document> runs) {
    return runs.stream()
        .filter(run -> run.has(BatchRunsIndex.FILES))
        .findFirst()
        .map(
            run ->
                new SmallFiles(
                    run.node(BatchRunsIndex.FILES).asLong(),
                    run.node(BatchRunsIndex.SMALL_FILES).asLong()))
        .orElse(null);
  }
}
