package io.watershed.ingestion;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends the micro-batches of one stream to the master dataset, each exactly once: every commit's
 * snapshot carries the query and the number of its micro-batch, and a micro-batch that runs again
 * after a crash leaves out the tables that have its snapshot already. Snapshots may expire; those
 * of the last micro-batch, the only one that can run again, must not.
 */
final class MasterDatasetSink {

  private static final Logger LOG = LoggerFactory.getLogger(MasterDatasetSink.class);
  private static final String QUERY_ID = "watershed.query-id";
  private static final String BATCH_ID = "watershed.batch-id";

  private final IngestionStream stream;
  private final String deadLetterTable;
  private final DeadLetterChannel channel;
  private final AtomicLong acceptedRows = new AtomicLong();
  private final AtomicLong deadLetterRows = new AtomicLong();

  /**
   * A sink.
   *
   * @param deadLetterTable the whole name of the dead letters table
   */
  MasterDatasetSink(IngestionStream stream, String deadLetterTable, DeadLetterChannel channel) {
    this.stream = stream;
    this.deadLetterTable = deadLetterTable;
    this.channel = channel;
  }

  /** The stream whose messages it takes. */
  IngestionStream stream() {
    return stream;
  }

  /** Rows appended to the stream's own table since this process started. */
  long acceptedRows() {
    return acceptedRows.get();
  }

  /** Rows appended to the dead letters table since this process started. */
  long deadLetterRows() {
    return deadLetterRows.get();
  }

  /**
   * Appends one micro-batch.
   *
   * @param messages rows of Kafka's source
   * @param queryId the stream, the same after a restart
   * @param batchId the micro-batch, the same when it runs again
   */
  void append(Dataset<Row> messages, MessageTaker taker, String queryId, long batchId) {
    long accepted = 0;
    if (isNew(stream.table(), queryId, batchId)) {
      Dataset<Row> rows = IngestionTransform.accepted(messages, taker, stream.columns());
      accepted = append(stream.table(), rows, queryId, batchId);
      acceptedRows.addAndGet(accepted);
    }
    long letters = 0;
    if (isNew(deadLetterTable, queryId, batchId)) {
      letters =
          appendDeadLetters(IngestionTransform.deadLetters(messages, taker), queryId, batchId);
      deadLetterRows.addAndGet(letters);
    }
    LOG.info(
        "{}, micro-batch {}: {} rows, {} dead letters", stream.name(), batchId, accepted, letters);
  }

  private long appendDeadLetters(Dataset<Row> deadLetters, String queryId, long batchId) {
    deadLetters.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      if (deadLetters.isEmpty()) {
        return 0;
      }
      // The channel first: a crash between the two sends again, which the headers show; the other
      // way round it would never send.
      channel.send(deadLetters);
      return append(deadLetterTable, deadLetters, queryId, batchId);
    } finally {
      deadLetters.unpersist();
    }
  }

  /** Appends rows in one commit and tells how many there were. */
  private static long append(String table, Dataset<Row> rows, String queryId, long batchId) {
    try {
      rows.writeTo(table)
          // One open file at a time, after a sort: a replay of years would otherwise keep a writer
          // for each day in memory.
          .option("fanout-enabled", "false")
          .option("snapshot-property." + QUERY_ID, queryId)
          .option("snapshot-property." + BATCH_ID, String.valueOf(batchId))
          .append();
    } catch (NoSuchTableException absent) {
      throw new IllegalStateException("table " + table + " was removed while in use", absent);
    }
    return commit(table, queryId, batchId)
        .map(
            snapshot ->
                Long.parseLong(
                    snapshot.summary().getOrDefault(SnapshotSummary.ADDED_RECORDS_PROP, "0")))
        .orElse(0L);
  }

  private static boolean isNew(String table, String queryId, long batchId) {
    if (commit(table, queryId, batchId).isEmpty()) {
      return true;
    }
    LOG.info("micro-batch {} is in {} already", batchId, table);
    return false;
  }

  private static Optional<Snapshot> commit(String table, String queryId, long batchId) {
    for (Snapshot snapshot : load(table).snapshots()) {
      Map<String, String> summary = snapshot.summary();
      if (queryId.equals(summary.get(QUERY_ID))
          && String.valueOf(batchId).equals(summary.get(BATCH_ID))) {
        return Optional.of(snapshot);
      }
    }
    return Optional.empty();
  }

  private static Table load(String table) {
    try {
      return Spark3Util.loadIcebergTable(SparkSession.active(), table);
    } catch (NoSuchTableException | ParseException absent) {
      throw new IllegalStateException("table " + table + " cannot be loaded", absent);
    }
  }
}
