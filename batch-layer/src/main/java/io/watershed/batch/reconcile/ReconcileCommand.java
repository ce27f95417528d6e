package io.watershed.batch.reconcile;

import io.watershed.core.settings.Settings;
import io.watershed.elasticsearch.Backoff;
import io.watershed.lake.SparkSessions;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reconcile}: counts every message in every place. Exit code 0 when all adds up, else 1. */
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description = {
      "Counts, per hour of arrival and in all, the messages in Kafka, what became of them, and the"
          + " rows of the master dataset and of Hive, and says whether they add up.",
      "Exit code 0: they do; 1: they do not."
    })
public final class ReconcileCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(ReconcileCommand.class);
  private static final int LOOK_AGAIN_SECONDS = 2;
  private static final Duration PUBLISH_PATIENCE = Duration.ofMinutes(1);

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON object instead of a table.")
  private boolean json;

  @Option(
      names = "--publish",
      description = "Also write the outcome to Elasticsearch, where dashboards show it.")
  private boolean publish;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "How long to wait for layers that are still behind Kafka. Default: ${DEFAULT-VALUE}.")
  private int waitSeconds;

  @Override
  public Integer call() throws InterruptedException, IOException {
    Settings settings = Settings.load();
    PrintWriter out = spec.commandLine().getOut();
    try {
      Instant began = Instant.now();
      Report report = reconcile(settings, Duration.ofSeconds(waitSeconds));
      out.print(json ? ReportJson.of(report) + "\n" : ReportText.of(report));
      out.flush();
      if (publish) {
        publish(settings, report, began);
      }
      return report.agrees() ? 0 : 1;
    } catch (PlaceAwayException away) {
      spec.commandLine().getErr().println(away.getMessage());
      return 1;
    }
  }

  /**
   * Publishes within a patience: whoever waits for this command, such as the next batch run, does
   * not wait for Elasticsearch. What the report says is not changed by a failure.
   */
  private static void publish(Settings settings, Report report, Instant began)
      throws InterruptedException {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              new ReportPublisher(settings).publish(report, began);
              return null;
            });
    Thread thread = new Thread(task, "publish");
    thread.setDaemon(true);
    thread.start();
    try {
      task.get(PUBLISH_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException away) {
      task.cancel(true);
      LOG.warn(
          "the reconciliation is not published: {}",
          Backoff.waitingFor().orElse("Elasticsearch is slow"));
    } catch (ExecutionException failed) {
      LOG.warn("the reconciliation is not published", failed.getCause());
    }
  }

  /**
   * Counts and compares, and again until the layers have caught up with Kafka or the patience ends.
   */
  static Report reconcile(Settings settings, Duration patience)
      throws InterruptedException, IOException {
    KafkaCensus kafkaCensus = KafkaCensus.from(settings);
    SpeedCensus speedCensus = SpeedCensus.from(settings);
    Instant began = Instant.now();
    OffsetRanges ranges = kafkaCensus.ranges();
    // Hive starts an engine of its own for the count, which takes as long as Spark's start.
    CompletableFuture<HiveCensus.Result> hive =
        CompletableFuture.supplyAsync(() -> HiveCensus.from(settings).count());
    try (SparkSession spark = SparkSessions.create("watershed-reconcile", settings)) {
      Counts<Integer> kafka = kafkaCensus.count(spark, ranges);
      LOG.info("Kafka holds {} messages", kafka.total());
      MasterCensus masterCensus = MasterCensus.from(spark, settings);
      while (true) {
        MasterCensus.Result master = count(masterCensus, ranges, hive.join());
        SpeedCensus.Result speed = speedCensus.count();
        boolean quiet = kafkaCensus.ranges().ends().equals(ranges.ends());
        Report report =
            Reconciliation.compare(
                new Reconciliation.Input(
                    kafka,
                    master,
                    hive.join(),
                    speed,
                    quiet ? Optional.empty() : Optional.of(Reconciliation.hourOf(began))));
        boolean behind =
            report.behind() > 0
                || speed.counts().total(SpeedCensus.MESSAGES) < report.total().kafka();
        if (report.agrees() || !behind || Instant.now().isAfter(began.plus(patience))) {
          return report;
        }
        LOG.info("the layers are behind Kafka; looking again");
        new CountDownLatch(1).await(LOOK_AGAIN_SECONDS, TimeUnit.SECONDS);
      }
    }
  }

  private static MasterCensus.Result count(
      MasterCensus census, OffsetRanges ranges, HiveCensus.Result hive) {
    try {
      return census.count(ranges, hive.batchSnapshot());
    } catch (PlaceAwayException known) {
      throw known;
    } catch (RuntimeException problem) {
      LOG.debug("the master dataset cannot be read", problem);
      throw new PlaceAwayException("the master dataset cannot be read", problem);
    }
  }
}
