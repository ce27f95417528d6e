package io.watershed.speed;

import io.watershed.core.meter.FleetFileException;
import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import io.watershed.core.status.StatusFile;
import io.watershed.elasticsearch.BulkIndexer;
import io.watershed.elasticsearch.IndexTemplates;
import io.watershed.lake.SparkSessions;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Runs the speed layer until it is stopped (SIGTERM) or fails. Exit code 0 after a stop, 1 when the
 * query failed and should be started again, 2 for a setting or a fleet list that cannot be used.
 */
@Command(
    name = "speed",
    mixinStandardHelpOptions = true,
    description =
        "Takes readings from Kafka to windows and alerts in Elasticsearch until it is stopped."
            + " Settings are system properties -Dwatershed.…")
public final class SpeedMain implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(SpeedMain.class);

  private final AtomicBoolean stopping = new AtomicBoolean();

  /** Starts the layer; the process ends with it. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SpeedMain()).execute(arguments));
  }

  @Override
  public Integer call() {
    try {
      return run(Settings.load());
    } catch (SettingsException | FleetFileException unusable) {
      LOG.error("{}", unusable.getMessage());
      return 2;
    }
  }

  private int run(Settings settings) {
    SpeedSettings speed = SpeedSettings.from(settings);
    SpeedMonitor monitor = new SpeedMonitor(StatusFile.from(settings), Clock.systemUTC());
    monitor.start();
    try {
      runQuery(settings, speed, monitor);
      monitor.becomes("stopped", "");
      return 0;
    } catch (SettingsException | FleetFileException unusable) {
      monitor.becomes("failed", unusable.getMessage());
      throw unusable;
    } catch (Exception failure) {
      if (stopping.get()) {
        monitor.becomes("stopped", "");
        return 0;
      }
      LOG.error("the speed layer failed and ends", failure);
      monitor.becomes("failed", BulkIndexer.firstLine(failure));
      return 1;
    } finally {
      monitor.close();
    }
  }

  private void runQuery(Settings settings, SpeedSettings speed, SpeedMonitor monitor)
      throws Exception {
    SparkSession spark = SparkSessions.create("watershed-speed", settings);
    SpeedSession.tune(spark);
    spark.streams().addListener(monitor);
    SpeedQuery query = new SpeedQuery(spark, settings);
    Checkpoint.at(speed.checkpoint(), spark).committedOffsets().ifPresent(monitor::committed);
    IndexTemplates.install(speed.elasticsearch(), IndexNames.TEMPLATES);
    StreamingQuery running =
        query.start(
            query.kafkaMessages(), new ElasticsearchSink(speed, monitor::count), query.trigger());
    LOG.info(
        "from Kafka at {} to Elasticsearch at {}; windows of {} s sliding by {} s",
        speed.kafka().bootstrapServers(),
        speed.elasticsearch(),
        speed.rules().shape().lengthMillis() / 1000,
        speed.rules().shape().slideMillis() / 1000);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running, monitor), "stop-speed"));
    running.awaitTermination();
  }

  private void stop(StreamingQuery running, SpeedMonitor monitor) {
    if (!stopping.compareAndSet(false, true)) {
      return;
    }
    try {
      running.stop();
    } catch (Exception late) {
      LOG.info("the query did not stop in time: {}", late.toString());
    }
    monitor.becomes("stopped", "");
    monitor.close();
  }
}
