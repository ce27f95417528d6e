package io.watershed.ingestion;

import io.watershed.core.contract.LayerState;
import io.watershed.core.settings.Settings;
import io.watershed.core.settings.Version;
import io.watershed.core.status.LayerProcess;
import io.watershed.spark.KafkaMessages;
import io.watershed.spark.KafkaOffsets;
import io.watershed.spark.MasterDataset;
import io.watershed.spark.SparkSessions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Runs the ingestion layer until it is stopped. It may be killed at any moment and started again:
 * it goes on from its checkpoint, and nothing is lost or doubled. Exit codes: 0 after a stop, 2 for
 * a setting or fleet list that is not allowed, 1 for anything else, after which it may be started
 * again.
 */
@Command(
    name = "ingestion",
    mixinStandardHelpOptions = true,
    description = {
      "Takes raw messages of meters and stations from Kafka to the master dataset until it is"
          + " stopped.",
      "Settings are system properties: -Dwatershed.ingestion.trigger=15s and so on;"
          + " reference.conf names all of them."
    })
public final class IngestionMain implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(IngestionMain.class);

  /** Before Spark's own hook, which would pull the session from under the stream. */
  private static final int STOP_PRIORITY = 100;

  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Runs the layer. */
  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new IngestionMain());
    command.getCommandSpec().version(Version.text());
    System.exit(command.execute(arguments));
  }

  @Override
  public Integer call() {
    return LayerProcess.run("ingestion", LOG::error, this::run);
  }

  private void run(Settings settings, LayerProcess process) throws Exception {
    IngestionSettings own = IngestionSettings.from(settings);
    MasterDataset dataset = MasterDataset.from(settings);
    DeadLetterChannel letters =
        new KafkaDeadLetters(own.bootstrapServers(), own.deadLettersTopic());
    List<MasterDatasetSink> sinks =
        Stream.of(IngestionStream.meters(settings), IngestionStream.stations(settings))
            .map(stream -> new MasterDatasetSink(stream, dataset.deadLetters(), letters))
            .toList();
    StatusReporter status = new StatusReporter();
    process.reports(status::complete);
    // Spark's own start takes seconds, which the servers may need as well.
    SparkConf conf = SparkSessions.configuration("watershed-ingestion", settings);
    CompletableFuture<SparkSession> session =
        CompletableFuture.supplyAsync(() -> SparkSession.builder().config(conf).getOrCreate());
    ServerWait wait =
        new ServerWait(
            own.serverTimeout(),
            stopped,
            what -> process.becomes(LayerState.WAITING, what),
            SparkSessions.files(conf));
    for (MasterDatasetSink sink : sinks) {
      wait.forTopic(own.bootstrapServers(), sink.stream().topic());
      wait.forFolder(sink.stream().checkpoint());
    }
    SparkSession spark = session.join();
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    dataset.createIfAbsent(spark);
    spark.streams().addListener(status);
    List<StreamingQuery> queries = new CopyOnWriteArrayList<>();
    ShutdownHookManager.get().addShutdownHook(process.stopping(() -> stop(queries)), STOP_PRIORITY);
    Map<String, Long> offsets = new TreeMap<>();
    for (MasterDatasetSink sink : sinks) {
      IngestionStream stream = sink.stream();
      offsets.putAll(KafkaOffsets.committed(stream.checkpoint(), hadoop));
      queries.add(
          new IngestionJob(stream, sink)
              .start(
                  KafkaMessages.of(
                      spark, own.bootstrapServers(), stream.topic(), own.maximumMessagesPerBatch()),
                  Trigger.ProcessingTime(own.trigger().toMillis())));
      LOG.info("ingestion runs: {} to {}", stream.topic(), stream.table());
    }
    status.running(sinks, offsets);
    process.becomes(LayerState.RUNNING, "");
    spark.streams().awaitAnyTermination();
  }

  private void stop(List<StreamingQuery> queries) {
    stopped.countDown();
    for (StreamingQuery query : queries) {
      try {
        query.stop();
      } catch (TimeoutException | RuntimeException slow) {
        LOG.warn(
            "{} did not stop in time; the next start goes on from its checkpoint", query.name());
      }
    }
  }
}
