package io.watershed.speed.stream;

import io.watershed.speed.sink.BatchIdentity;
import io.watershed.speed.sink.BatchSink;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.function.FlatMapGroupsWithStateFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.GroupStateTimeout;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import scala.Tuple2;

/** How a stream of encoded results comes from messages and runs to its sink. */
public final class ResultStream {

  private static final String QUERY_ID = "sql.streaming.queryId";

  private ResultStream() {}

  /**
   * The encoded results of a stream of messages.
   *
   * @param packer makes packets of messages, each with the id of its device
   * @param updater takes the packets of a device to its state
   */
  public static Dataset<byte[]> of(
      Dataset<Row> messages,
      MapPartitionsFunction<Row, Tuple2<String, byte[]>> packer,
      FlatMapGroupsWithStateFunction<String, Tuple2<String, byte[]>, byte[], byte[]> updater) {
    return messages
        .mapPartitions(packer, Encoders.tuple(Encoders.STRING(), Encoders.BINARY()))
        .groupByKey((MapFunction<Tuple2<String, byte[]>, String>) Tuple2::_1, Encoders.STRING())
        .flatMapGroupsWithState(
            updater,
            OutputMode.Update(),
            Encoders.BINARY(),
            Encoders.BINARY(),
            GroupStateTimeout.NoTimeout());
  }

  /** Starts a query; it goes on where its checkpoint says. */
  public static StreamingQuery start(
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
