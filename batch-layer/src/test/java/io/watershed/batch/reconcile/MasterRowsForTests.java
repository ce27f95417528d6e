package io.watershed.batch.reconcile;

import io.watershed.lake.MasterDataset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.types.StructType;

/** Rows as the ingestion layer writes them. */
final class MasterRowsForTests {

  private MasterRowsForTests() {}

  static Row reading(
      String meterId, Instant event, int partition, long offset, Instant arrival, String... flags) {
    return RowFactory.create(
        meterId,
        event,
        event.atZone(ZoneOffset.ofHours(10)).toLocalDate(),
        "Pulse1",
        6.0,
        "L",
        900,
        "captis_pulse",
        "BUDERIM",
        4556,
        "Residential",
        "Australia/Brisbane",
        flags,
        "meter-readings",
        partition,
        offset,
        arrival,
        "{}");
  }

  static Row letter(int partition, long offset, Instant arrival, String reason) {
    return RowFactory.create(
        "meter-readings",
        partition,
        offset,
        arrival,
        null,
        "{".getBytes(StandardCharsets.UTF_8),
        reason,
        "the message is not JSON");
  }

  static void append(SparkSession spark, MasterDataset dataset, List<Row> readings) {
    append(spark, dataset.readings(), MasterDataset.READING_COLUMNS, readings);
  }

  static void appendLetters(SparkSession spark, MasterDataset dataset, List<Row> letters) {
    append(spark, dataset.deadLetters(), MasterDataset.DEAD_LETTER_COLUMNS, letters);
  }

  private static void append(SparkSession spark, String table, StructType columns, List<Row> rows) {
    try {
      spark.createDataFrame(rows, columns).coalesce(1).writeTo(table).append();
    } catch (NoSuchTableException absent) {
      throw new AssertionError(absent);
    }
  }
}
