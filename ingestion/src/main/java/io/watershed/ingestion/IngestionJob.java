package io.watershed.ingestion;

import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/** A stream from a source of raw messages to a sink; it knows neither Kafka nor Iceberg. */
final class IngestionJob {

  private final IngestionStream stream;
  private final MasterDatasetSink sink;

  IngestionJob(IngestionStream stream, MasterDatasetSink sink) {
    this.stream = stream;
    this.sink = sink;
  }

  /** Starts the stream; it goes on from its checkpoint. */
  StreamingQuery start(Dataset<Row> messages, Trigger trigger) throws TimeoutException {
    return messages
        .writeStream()
        .queryName("ingestion-" + stream.name())
        .option("checkpointLocation", stream.checkpoint())
        .trigger(trigger)
        .foreachBatch(this::process)
        .start();
  }

  private void process(Dataset<Row> messages, Long batchId) {
    SparkSession session = messages.sparkSession();
    // The stream's thread carries its own id; it is kept in the checkpoint, so restarts keep it.
    String queryId = session.sparkContext().getLocalProperty("sql.streaming.queryId");
    sink.append(messages, stream.takers().apply(session), queryId, batchId);
  }
}
