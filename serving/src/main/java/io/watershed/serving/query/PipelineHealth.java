package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.settings.Settings;
import io.watershed.elasticsearch.Search;
import io.watershed.serving.views.ViewIndices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whether the numbers can be trusted now: what reconciliation found, how far each layer is, what
 * was set aside. Safe for use by several threads.
 */
public final class PipelineHealth {

  /** The answer at a glance. */
  enum Verdict {
    TRUSTED,
    CATCHING_UP,
    DISAGREES,
    UNKNOWN
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HOURS_SHOWN = 168;
  private static final int RUNS_SHOWN = 50;

  /** Two hourly batch runs may be missed before the batch views count as behind. */
  private static final Duration BATCH_PATIENCE = Duration.ofMinutes(130);

  private static final Set<String> WELL = Set.of("running", "waiting", "done");

  private static final Map<String, String> HOUR_FIELDS =
      Map.ofEntries(
          Map.entry("hour", "hour"),
          Map.entry("kafka", "kafka"),
          Map.entry("accepted", "accepted"),
          Map.entry("late", "late"),
          Map.entry("duplicates", "duplicates"),
          Map.entry("dead_letters", "deadLetters"),
          Map.entry("master_rows", "masterRows"),
          Map.entry("hive_rows", "hiveRows"),
          Map.entry("speed_accepted", "speedAccepted"),
          Map.entry("speed_late", "speedLate"),
          Map.entry("speed_duplicates", "speedDuplicates"),
          Map.entry("speed_dead_letters", "speedDeadLetters"),
          Map.entry("agrees", "agrees"));

  private static final Map<String, String> RUN_FIELDS =
      Map.ofEntries(
          Map.entry("run_id", "runId"),
          Map.entry("started_at", "startedAt"),
          Map.entry("finished_at", "finishedAt"),
          Map.entry("duration_seconds", "durationSeconds"),
          Map.entry("days", "days"),
          Map.entry("readings", "readings"),
          Map.entry("duplicates", "duplicates"),
          Map.entry("excluded", "excluded"),
          Map.entry("disagreements", "disagreements"),
          Map.entry("problems", "problems"),
          Map.entry("horizon", "horizon"),
          Map.entry("mode", "mode"));

  private final Search search;
  private final DeadLetters deadLetters;
  private final KafkaLag lag;
  private final Path status;

  /** Health of the pipeline whose data folder the settings name. */
  public PipelineHealth(Search search, KafkaLag lag, Settings settings) {
    this.search = search;
    this.deadLetters = new DeadLetters(search);
    this.lag = lag;
    this.status = settings.path("data-dir").resolve("run/pipeline-status.json");
  }

  /** Everything that the pipeline page shows. */
  public ObjectNode json(DataClock clock) {
    ObjectNode health = Queries.object();
    health.put("verdict", "").put("sentence", "");
    health.set("clock", clock.json());
    ArrayNode layers = layers();
    health.set("layers", layers);
    ObjectNode lags = lag.json();
    ObjectNode batch = lags.putObject("batch");
    batch.put("horizon", clock.horizon() == null ? null : clock.horizon().toString());
    batch.put(
        "seconds",
        clock.horizon() == null
            ? null
            : (Long) Duration.between(clock.horizon(), clock.now()).toSeconds());
    health.set("lag", lags);
    JsonNode reconciliation = reconciliation();
    health.set("reconciliation", reconciliation);
    health.set("deadLetters", deadLetters.summary());
    List<JsonNode> runs = runs();
    ArrayNode shown = health.putArray("batchRuns");
    runs.forEach(run -> shown.add(renamed(run, RUN_FIELDS)));
    health.set("smallFiles", smallFiles(runs));
    judge(health, clock, layers, lags, reconciliation);
    return health;
  }

  private static void judge(
      ObjectNode health,
      DataClock clock,
      ArrayNode layers,
      ObjectNode lags,
      JsonNode reconciliation) {
    List<String> unwell = new ArrayList<>();
    for (JsonNode layer : layers) {
      if (!WELL.contains(layer.path("state").asText())) {
        unwell.add(layer.path("title").asText() + " is " + layer.path("state").asText());
      }
    }
    Verdict verdict;
    String sentence;
    if (!reconciliation.isNull() && !reconciliation.path("agrees").asBoolean()) {
      verdict = Verdict.DISAGREES;
      sentence = "The counts do not add up: " + firstDisagreement(reconciliation);
    } else if (!unwell.isEmpty()) {
      verdict = Verdict.CATCHING_UP;
      sentence = "Not everything runs: " + String.join(", ", unwell) + ".";
    } else if (behind(lags, clock)) {
      verdict = Verdict.CATCHING_UP;
      sentence = "The layers are still taking what Kafka holds; figures will change.";
    } else if (reconciliation.isNull()) {
      verdict = Verdict.UNKNOWN;
      sentence =
          clock.horizon() == null
              ? "No batch run and no reconciliation yet; every figure is provisional."
              : "No reconciliation yet; it follows the hourly batch run.";
    } else {
      verdict = Verdict.TRUSTED;
      sentence =
          String.format(
              Locale.ROOT,
              "All %,d messages are accounted for, as of %s.",
              reconciliation.path("messages").asLong(),
              reconciliation.path("checkedAt").asText());
    }
    health.put("verdict", verdict.name()).put("sentence", sentence);
  }

  private static String firstDisagreement(JsonNode reconciliation) {
    for (JsonNode check : reconciliation.path("checks")) {
      if (!check.path("agrees").asBoolean(true)) {
        return check.path("words").asText(check.path("name").asText());
      }
    }
    return "see the checks below";
  }

  private static boolean behind(ObjectNode lags, DataClock clock) {
    for (String layer : List.of("speed", "ingestion")) {
      if (lags.path(layer).path("messages").asLong() > KafkaLag.MUCH) {
        return true;
      }
    }
    return clock.mode().equals("live")
        && clock.horizon() != null
        && Duration.between(clock.horizon(), clock.now()).compareTo(BATCH_PATIENCE) > 0;
  }

  private ArrayNode layers() {
    ArrayNode layers = Queries.object().putArray("layers");
    try {
      if (Files.exists(status)) {
        for (JsonNode part : JSON.readTree(Files.readAllBytes(status)).path("parts")) {
          ObjectNode layer = layers.addObject();
          for (String field :
              List.of("name", "title", "kind", "state", "message", "restarts", "address")) {
            layer.set(field, part.get(field));
          }
        }
      }
    } catch (IOException halfWritten) {
      layers.removeAll();
    }
    return layers;
  }

  private JsonNode reconciliation() {
    ObjectNode body = Queries.filtered(1, List.of());
    Queries.sort(body, "checked_at", "desc");
    List<JsonNode> newest = Queries.hits(search.search("reconciliations", body));
    if (newest.isEmpty()) {
      return Queries.object().nullNode();
    }
    JsonNode check = newest.get(0).path("_source");
    ObjectNode reconciliation =
        Queries.object()
            .put("checkedAt", check.path("checked_at").asText())
            .put("agrees", check.path("agrees").asBoolean())
            .put("messages", check.path("messages").asLong());
    reconciliation.set("checks", check.path("checks"));
    reconciliation.set("notes", check.path("notes"));
    ArrayNode hours = reconciliation.putArray("hours");
    ObjectNode rows = Queries.filtered(HOURS_SHOWN, List.of());
    Queries.sort(rows, "hour", "desc");
    List<ObjectNode> newestFirst = new ArrayList<>();
    for (JsonNode hit : Queries.hits(search.search("reconciliation-hours", rows))) {
      newestFirst.add(renamed(hit.path("_source"), HOUR_FIELDS));
    }
    for (int index = newestFirst.size() - 1; index >= 0; index--) {
      hours.add(newestFirst.get(index));
    }
    return reconciliation;
  }

  private List<JsonNode> runs() {
    ObjectNode body = Queries.filtered(RUNS_SHOWN, List.of());
    Queries.sort(body, "run_id", "desc");
    return Queries.hits(search.search(ViewIndices.RUNS, body)).stream()
        .map(hit -> hit.path("_source"))
        .toList();
  }

  private static JsonNode smallFiles(List<JsonNode> runs) {
    return runs.stream()
        .filter(run -> run.hasNonNull("files"))
        .findFirst()
        .map(
            run ->
                (JsonNode)
                    Queries.object()
                        .put("files", run.path("files").asLong())
                        .put("small", run.path("small_files").asLong()))
        .orElseGet(() -> Queries.object().nullNode());
  }

  private static ObjectNode renamed(JsonNode from, Map<String, String> names) {
    ObjectNode to = Queries.object();
    names.forEach((field, name) -> to.set(name, from.get(field)));
    return to;
  }
}
