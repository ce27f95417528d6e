package io.watershed.batch.reconcile;

import io.watershed.core.settings.Settings;
import io.watershed.elasticsearch.Backoff;
import io.watershed.spark.SparkSessions;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
      List<Report> reports = reconcile(settings, Duration.ofSeconds(waitSeconds));
      out.print(json ? ReportJson.of(reports) + "\n" : ReportText.of(reports));
      out.flush();
      if (publish) {
        publish(settings, reports, began);
      }
      return reports.stream().allMatch(Report::agrees) ? 0 : 1;
    } catch (PlaceAwayException away) {
      spec.commandLine().getErr().println(away.getMessage());
      return 1;
    }
  }

  /**
   * Publishes within a patience: whoever waits for this command, such as the next batch run, does
   * not wait for Elasticsearch. What the report says is not changed by a failure.
   */
  private static void publish(Settings settings, List<Report> reports, Instant began)
      throws InterruptedException {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              new ReportPublisher(settings).publish(reports, began);
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
   *
   * @return a report for each stream that has ever had a message, but always one for the meters
   */
  static List<Report> reconcile(Settings settings, Duration patience)
      throws InterruptedException, IOException {
    Instant began = Instant.now();
    List<StreamCensus> streams = new ArrayList<>();
    for (RawStream stream : RawStream.values()) {
      streams.add(StreamCensus.begin(settings, stream, began));
    }
    try (SparkSession spark = SparkSessions.create("watershed-reconcile", settings)) {
      List<Report> reports = new ArrayList<>();
      for (StreamCensus stream : streams) {
        Report report = reconcile(stream, spark, began.plus(patience));
        if (stream.isMeters() || report.total().kafka() > 0 || report.total().masterRows() > 0) {
          reports.add(report);
        }
      }
      return reports;
    }
  }

  private static Report reconcile(StreamCensus stream, SparkSession spark, Instant deadline)
      throws InterruptedException {
    stream.countKafka(spark);
    while (true) {
      StreamCensus.Look look = stream.look(spark);
      if (look.report().agrees() || !look.behind() || Instant.now().isAfter(deadline)) {
        return look.report();
      }
      LOG.info("the layers are behind Kafka; looking again");
      new CountDownLatch(1).await(LOOK_AGAIN_SECONDS, TimeUnit.SECONDS);
    }
  }
}
