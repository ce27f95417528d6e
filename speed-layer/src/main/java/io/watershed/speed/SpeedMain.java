package io.watershed.speed;

import io.watershed.core.meter.FleetFileException;
import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import io.watershed.core.status.StatusFile;
import io.watershed.elasticsearch.BulkIndexer;
import io.watershed.elasticsearch.IndexTemplates;
import io.watershed.spark.KafkaOffsets;
import io.watershed.spark.SparkSessions;
import io.watershed.speed.meter.ElasticsearchSink;
import io.watershed.speed.meter.SpeedQuery;
import io.watershed.speed.sink.IndexNames;
import io.watershed.speed.station.StationQuery;
import io.watershed.speed.station.StationSettings;
import io.watershed.speed.station.StationSink;
import io.watershed.speed.watch.SpeedMonitor;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Runs the speed layer until it is stopped (SIGTERM) or fails. Exit code 0 after a stop, 1 when a
 * query failed and should be started again, 2 for a setting or a fleet list that cannot be used.
 */
@Command(
    name = "speed",
    mixinStandardHelpOptions = true,
    description =
        "Takes readings of meters and observations of stations from Kafka to windows and alerts in"
            + " Elasticsearch until it is stopped."
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
      runQueries(settings, speed, monitor);
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
      // What is left of the other stream ends with the process; "failed" is its last word.
      stopping.set(true);
      monitor.becomes("failed", BulkIndexer.firstLine(failure));
      return 1;
    } finally {
      monitor.close();
    }
  }

  private void runQueries(Settings settings, SpeedSettings speed, SpeedMonitor monitor)
      throws Exception {
    StationSettings stations = StationSettings.from(settings);
    SparkSession spark = SparkSessions.create("watershed-speed", settings);
    SpeedSession.tune(spark);
    spark.streams().addListener(monitor);
    SpeedQuery ofMeters = new SpeedQuery(spark, settings);
    StationQuery ofStations = new StationQuery(spark, settings);
    for (String checkpoint : List.of(speed.checkpoint(), stations.checkpoint())) {
      monitor.committed(
          KafkaOffsets.committed(checkpoint, spark.sparkContext().hadoopConfiguration()));
    }
    IndexTemplates.install(speed.elasticsearch(), IndexNames.TEMPLATES);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(spark, monitor), "stop-speed"));
    ofMeters.start(
        ofMeters.kafkaMessages(), new ElasticsearchSink(speed, monitor::count), ofMeters.trigger());
    ofStations.start(
        ofStations.kafkaMessages(),
        new StationSink(stations, monitor::countStations),
        ofStations.trigger());
    LOG.info(
        "from Kafka at {} to Elasticsearch at {}; windows of {} s sliding by {} s, of stations {}"
            + " s",
        speed.kafka().bootstrapServers(),
        speed.elasticsearch(),
        speed.rules().shape().lengthMillis() / 1000,
        speed.rules().shape().slideMillis() / 1000,
        stations.rules().shape().lengthMillis() / 1000);
    // The end of either stream is the end of the layer: whoever starts it again starts both.
    spark.streams().awaitAnyTermination();
  }

  private void stop(SparkSession spark, SpeedMonitor monitor) {
    if (!stopping.compareAndSet(false, true)) {
      return;
    }
    for (StreamingQuery running : spark.streams().active()) {
      try {
        running.stop();
      } catch (Exception late) {
        LOG.info("the query {} did not stop in time: {}", running.name(), late.toString());
      }
    }
    monitor.becomes("stopped", "");
    monitor.close();
  }
}
