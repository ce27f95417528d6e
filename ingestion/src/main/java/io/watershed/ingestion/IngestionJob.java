package io.watershed.ingestion;

import io.watershed.core.meter.Fleet;
import io.watershed.core.meter.FleetWatch;
import io.watershed.core.quality.Intake;
import io.watershed.core.settings.Settings;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stream from a source of raw messages to a sink; it knows neither Kafka nor Iceberg. */
final class IngestionJob {

  private static final Logger LOG = LoggerFactory.getLogger(IngestionJob.class);

  private final Settings settings;
  private final MasterDatasetSink sink;
  private final FleetWatch fleets;
  private Fleet fleet;
  private Broadcast<Intake> intake;

  /**
   * A job.
   *
   * @throws io.watershed.core.meter.FleetFileException if a fleet list cannot be used
   */
  IngestionJob(Settings settings, MasterDatasetSink sink) {
    this.settings = settings;
    this.sink = sink;
    this.fleets = new FleetWatch(settings);
  }

  /** Starts the stream; it goes on from its checkpoint. */
  StreamingQuery start(Dataset<Row> messages, String checkpoint, Trigger trigger)
      throws TimeoutException {
    return messages
        .writeStream()
        .queryName("ingestion")
        .option("checkpointLocation", checkpoint)
        .trigger(trigger)
        .foreachBatch(this::process)
        .start();
  }

  private void process(Dataset<Row> messages, Long batchId) {
    // The stream's thread carries its own id; it is kept in the checkpoint, so restarts keep it.
    String queryId =
        messages.sparkSession().sparkContext().getLocalProperty("sql.streaming.queryId");
    sink.append(messages, intake(messages), queryId, batchId);
  }

  private Broadcast<Intake> intake(Dataset<Row> messages) {
    Fleet current = fleets.refresh(LOG::error);
    if (current != fleet) {
      LOG.info("the fleet lists name {} meters", current.size());
      intake =
          JavaSparkContext.fromSparkContext(messages.sparkSession().sparkContext())
              .broadcast(Intake.from(settings, current));
      fleet = current;
    }
    return intake;
  }
}
