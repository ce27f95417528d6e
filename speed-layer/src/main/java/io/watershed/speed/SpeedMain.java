package io.watershed.speed;

import io.watershed.core.contract.Indices;
import io.watershed.core.meter.FleetFileException;
import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import io.watershed.core.status.StatusFile;
import io.watershed.elasticsearch.BulkIndexer;
import io.watershed.elasticsearch.IndexTemplates;
import io.watershed.spark.KafkaOffsets;
import io.watershed.spark.SparkSessions;
import io.watershed.speed.meter.MeterStream;
import io.watershed.speed.sink.BatchSummary;
import io.watershed.speed.sink.SinkSettings;
import io.watershed.speed.station.StationStream;
import io.watershed.speed.stream.SpeedStream;
import io.watershed.speed.stream.StreamQuery;
import io.watershed.speed.watch.SpeedMonitor;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
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
    SpeedMonitor monitor = new SpeedMonitor(StatusFile.from(settings), Clock.systemUTC());
    monitor.start();
    try {
      runQueries(settings, monitor);
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

  private void runQueries(Settings settings, SpeedMonitor monitor) throws Exception {
    SinkSettings sink = SinkSettings.from(settings);
    Map<SpeedStream<?>, Consumer<BatchSummary>> streams = new LinkedHashMap<>();
    streams.put(MeterStream.of(settings), monitor::count);
    streams.put(StationStream.of(settings), monitor::countStations);
    SparkSession spark = SparkSessions.create("watershed-speed", settings);
    SpeedSession.tune(spark);
    spark.streams().addListener(monitor);
    for (SpeedStream<?> stream : streams.keySet()) {
      monitor.committed(
          KafkaOffsets.committed(
              stream.settings().checkpoint(), spark.sparkContext().hadoopConfiguration()));
    }
    IndexTemplates.install(sink.elasticsearch(), Indices.OF_SPEED_LAYER);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(spark, monitor), "stop-speed"));
    for (Map.Entry<SpeedStream<?>, Consumer<BatchSummary>> each : streams.entrySet()) {
      SpeedStream<?> stream = each.getKey();
      StreamQuery query = new StreamQuery(spark, stream);
      query.start(query.kafkaMessages(), stream.sink(sink, each.getValue()), query.trigger());
      LOG.info(
          "{}: from {} of Kafka at {} to Elasticsearch at {}",
          stream.name(),
          stream.settings().topic(),
          stream.settings().bootstrapServers(),
          sink.elasticsearch());
    }
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
