package io.watershed.cluster.pipeline;

import io.watershed.cluster.LocalCluster;
import io.watershed.cluster.server.HiveServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs the batch layer, then the export and the reconciliation: first when the simulated past is in
 * the master dataset, then at minute {@value #MINUTE} of every hour. A run that fails is tried
 * again after a minute, three times.
 */
final class BatchSchedule implements AutoCloseable {
  private static final int MINUTE = 5;
  private static final int TRIES = 3;
  private static final Duration RETRY = Duration.ofMinutes(1);

  private final Pipeline pipeline;
  private final Clock clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread worker = new Thread(work, "batch-schedule");
            worker.setDaemon(true);
            return worker;
          });
  private Optional<Map<String, Long>> pastEnds = Optional.empty();
  private int failures;
  private boolean warm;
  private volatile Optional<Instant> next = Optional.empty();

  private BatchSchedule(Pipeline pipeline, Clock clock) {
    this.pipeline = pipeline;
    this.clock = clock;
  }

  /** Begins to look every second whether a run is due. */
  static BatchSchedule begin(Pipeline pipeline) {
    BatchSchedule schedule = new BatchSchedule(pipeline, Clock.systemUTC());
    var unused = schedule.thread.scheduleWithFixedDelay(schedule::look, 1, 1, TimeUnit.SECONDS);
    return schedule;
  }

  /** When the next run is due; empty before the first. */
  Optional<Instant> next() {
    return next;
  }

  private void look() {
    try {
      boolean due =
          next.map(instant -> !clock.instant().isBefore(instant)).orElseGet(this::pastIsTaken);
      if (due) {
        run();
      }
    } catch (RuntimeException failed) {
      pipeline.events().add("the batch schedule: " + failed.getMessage());
    }
  }

  private boolean pastIsTaken() {
    boolean sent =
        pipeline
            .layer(Layer.SIMULATOR)
            .map(simulator -> simulator.isDone() || simulator.figure("backfillDone") > 0)
            .orElse(true);
    if (!sent) {
      return false;
    }
    if (pastEnds.isEmpty()) {
      pastEnds = Optional.of(pipeline.operations().topics().rawEnds());
    }
    return pipeline.operations().reached(Set.of(Layer.INGESTION.title()), pastEnds.get());
  }

  private void run() {
    pipeline.events().add("a batch run begins");
    try {
      long begin = System.nanoTime();
      pipeline.operations().runBatch(List.of());
      Path exports = pipeline.options().data().resolve("exports");
      pipeline.operations().export(exports, List.of());
      pipeline
          .events()
          .add(
              String.format(
                  "batch run and export done in %.0f s; CSV files in %s",
                  (System.nanoTime() - begin) / 1e9, exports));
      failures = 0;
      next = Optional.of(nextHour(clock.instant()));
      reconcile();
      warmHiveUp();
    } catch (RuntimeException failed) {
      failures++;
      boolean again = failures < TRIES;
      next = Optional.of(again ? clock.instant().plus(RETRY) : nextHour(clock.instant()));
      if (!again) {
        failures = 0;
      }
      pipeline
          .events()
          .add(
              failed.getMessage()
                  + "; the next try is at "
                  + next.get().truncatedTo(ChronoUnit.SECONDS));
    }
  }

  /** What the pages show of trust; whether it agrees or fails, the numbers are as they are. */
  private void reconcile() {
    try {
      boolean agrees =
          pipeline.operations().reconcile(List.of("--json", "--publish")).exitCode() == 0;
      pipeline.events().add(agrees ? "reconciliation agrees" : "the reconciliation does NOT agree");
    } catch (RuntimeException failed) {
      pipeline.events().add("reconciliation: " + failed.getMessage());
    }
  }

  /** Once, when the machine has time again: a person's first query then need not wait. */
  private void warmHiveUp() {
    if (!warm) {
      warm = true;
      pipeline.cluster().map(LocalCluster::hive).ifPresent(HiveServer::warmUp);
    }
  }

  /** The first minute {@value #MINUTE} of an hour after an instant. */
  static Instant nextHour(Instant now) {
    ZonedDateTime due =
        now.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.HOURS).plusMinutes(MINUTE);
    return (due.toInstant().isAfter(now) ? due : due.plusHours(1)).toInstant();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
