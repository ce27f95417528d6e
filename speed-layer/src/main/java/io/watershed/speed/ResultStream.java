package io.watershed.speed;

import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/** How a stream of encoded results runs to its sink. */
final class ResultStream {

  private static final String QUERY_ID = "sql.streaming.queryId";

  private ResultStream() {}

  /** Starts a query; it goes on where its checkpoint says. */
  static StreamingQuery start(
      String name, Dataset<byte[]> results, String checkpoint, BatchSink sink, Trigger trigger)
      throws TimeoutException {
    return results
        .writeStream()
        .queryName(name)
        .outputMode(OutputMode.Update())
        .option("checkpointLocation", checkpoint)
        .trigger(trigger)
        .foreachBatch(
            (Dataset<byte[]> batch, Long batchId) ->
                sink.write(batch, new BatchIdentity(queryId(batch), batchId)))
        .start();
  }

  private static String queryId(Dataset<byte[]> batch) {
    return batch.sparkSession().sparkContext().getLocalProperty(QUERY_ID);
  }
}
