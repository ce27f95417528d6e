package io.watershed.ingestion;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.watershed.lake.MasterDataset;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.iceberg.Snapshot;
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
 * Appends micro-batches to the master dataset, each exactly once: every commit's snapshot carries
 * the query and the number of its micro-batch, and a micro-batch that runs again after a crash
 * leaves out the tables that have its snapshot already. Snapshots may expire; those of the last
 * micro-batch, the only one that can run again, must not.
 */
final class MasterDatasetSink {

  private static final Logger LOG = LoggerFactory.getLogger(MasterDatasetSink.class);
  private static final String QUERY_ID = "watershed.query-id";
  private static final String BATCH_ID = "watershed.batch-id";

  private final MasterDataset dataset;
  private final DeadLetterChannel channel;
  private final AtomicLong readingRows = new AtomicLong();
  private final AtomicLong deadLetterRows = new AtomicLong();

  MasterDatasetSink(MasterDataset dataset, DeadLetterChannel channel) {
    this.dataset = dataset;
    this.channel = channel;
  }

  /** Rows appended to the readings table since this process started. */
  long readingRows() {
    return readingRows.get();
  }

  /** Rows appended to the dead letters table since this process started. */
  long deadLetterRows() {
    return deadLetterRows.get();
  }

  /**
   * Appends one micro-batch.
   *
   * @param outcomes rows of {@link IngestionTransform#outcomes}
   * @param queryId the stream, the same after a restart
   * @param batchId the micro-batch, the same when it runs again
   */
  void append(Dataset<Row> outcomes, String queryId, long batchId) {
    outcomes.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Row counts =
          outcomes.agg(count(lit(1)), sum(IngestionTransform.isDeadLetter().cast("long"))).head();
      long letters = counts.isNullAt(1) ? 0 : counts.getLong(1);
      long readings = counts.getLong(0) - letters;
      if (readings > 0 && isNew(dataset.readings(), queryId, batchId)) {
        append(dataset.readings(), IngestionTransform.readings(outcomes), queryId, batchId);
        readingRows.addAndGet(readings);
      }
      if (letters > 0 && isNew(dataset.deadLetters(), queryId, batchId)) {
        Dataset<Row> deadLetters = IngestionTransform.deadLetters(outcomes);
        // The channel first: a crash between the two sends again, which the headers show; the other
        // way round it would never send.
        channel.send(deadLetters);
        append(dataset.deadLetters(), deadLetters, queryId, batchId);
        deadLetterRows.addAndGet(letters);
      }
      LOG.info("micro-batch {}: {} readings, {} dead letters", batchId, readings, letters);
    } finally {
      outcomes.unpersist();
    }
  }

  private static void append(String table, Dataset<Row> rows, String queryId, long batchId) {
    try {
      rows.writeTo(table)
          .option("snapshot-property." + QUERY_ID, queryId)
          .option("snapshot-property." + BATCH_ID, String.valueOf(batchId))
          .append();
    } catch (NoSuchTableException absent) {
      throw new IllegalStateException("table " + table + " was removed while in use", absent);
    }
  }

  private boolean isNew(String table, String queryId, long batchId) {
    for (Snapshot snapshot : load(table).snapshots()) {
      if (queryId.equals(snapshot.summary().get(QUERY_ID))
          && String.valueOf(batchId).equals(snapshot.summary().get(BATCH_ID))) {
        LOG.info("micro-batch {} is in {} already", batchId, table);
        return false;
      }
    }
    return true;
  }

  private static Table load(String table) {
    try {
      return Spark3Util.loadIcebergTable(SparkSession.active(), table);
    } catch (NoSuchTableException | ParseException absent) {
      throw new IllegalStateException("table " + table + " cannot be loaded", absent);
    }
  }
}
