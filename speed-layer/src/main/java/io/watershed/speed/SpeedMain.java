package io.watershed.speed;

import io.watershed.core.contract.Indices;
import io.watershed.core.contract.LayerState;
import io.watershed.core.settings.Settings;
import io.watershed.core.status.LayerProcess;
import io.watershed.elasticsearch.IndexTemplates;
import io.watershed.spark.KafkaOffsets;
import io.watershed.spark.SparkSessions;
import io.watershed.speed.meter.MeterStream;
import io.watershed.speed.sink.BatchIdentity;
import io.watershed.speed.sink.BatchSummary;
import io.watershed.speed.sink.SinkSettings;
import io.watershed.speed.station.StationStream;
import io.watershed.speed.stream.QueryKeeper;
import io.watershed.speed.stream.SpeedStream;
import io.watershed.speed.stream.StreamQuery;
import io.watershed.speed.watch.SpeedMonitor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Runs the speed layer until it is stopped (SIGTERM) or fails. Exit code 0 after a stop, 1 when a
 * query failed and should be started again, 2 for a setting or a fleet list that cannot be used, or
 * for saved state that cannot be read after it was computed again.
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

  /** Starts the layer; the process ends with it. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SpeedMain()).execute(arguments));
  }

  @Override
  public Integer call() {
    return LayerProcess.run(BatchIdentity.LAYER, LOG::error, SpeedMain::run);
  }

  private static void run(Settings settings, LayerProcess process) throws Exception {
    SpeedMonitor monitor = new SpeedMonitor();
    process.reports(monitor::complete);
    SinkSettings sink = SinkSettings.from(settings);
    Map<String, SpeedStream<?>> streams = new LinkedHashMap<>();
    streams.put("meters", MeterStream.of(settings));
    streams.put("stations", StationStream.of(settings));
    SparkSession spark = SparkSessions.create("watershed-speed", settings);
    SpeedSession.tune(spark);
    spark.streams().addListener(monitor);
    for (SpeedStream<?> stream : streams.values()) {
      monitor.committed(
          KafkaOffsets.committed(
              stream.settings().checkpoint(), spark.sparkContext().hadoopConfiguration()));
    }
    IndexTemplates.install(sink.elasticsearch(), Indices.OF_SPEED_LAYER);
    process.onStop(() -> stop(spark));
    QueryKeeper keeper =
        new QueryKeeper(
            spark,
            rebuilds -> {
              monitor.countRebuild();
              process.becomes(LayerState.RUNNING, rebuilds);
            });
    for (Map.Entry<String, SpeedStream<?>> each : streams.entrySet()) {
      SpeedStream<?> stream = each.getValue();
      Consumer<BatchSummary> figures = batch -> monitor.count(each.getKey(), batch);
      StreamQuery query = new StreamQuery(spark, stream);
      keeper.start(
          stream.settings().checkpoint(),
          () -> query.start(query.kafkaMessages(), stream.sink(sink, figures), query.trigger()));
      LOG.info(
          "{}: from {} of Kafka at {} to Elasticsearch at {}",
          stream.name(),
          stream.settings().topic(),
          stream.settings().bootstrapServers(),
          sink.elasticsearch());
    }
    process.becomes(LayerState.RUNNING, "");
    // The end of any stream is the end of the layer: whoever starts it again starts all.
    keeper.await();
  }

  private static void stop(SparkSession spark) {
    for (StreamingQuery running : spark.streams().active()) {
      try {
        running.stop();
      } catch (Exception late) {
        LOG.info("the query {} did not stop in time: {}", running.name(), late.toString());
      }
    }
  }
}
