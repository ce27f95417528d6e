package io.watershed.batch.reconcile;

import io.watershed.batch.LakeFixture;
import io.watershed.core.station.Element;
import io.watershed.core.station.StationKind;
import io.watershed.spark.MasterDataset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
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

  /** A level of a gauge, metres. */
  static Row level(String stationId, Instant event, double metres, long offset, Instant arrival) {
    StructType columns = MasterDataset.OBSERVATION_COLUMNS;
    Object[] row = new Object[columns.size()];
    row[columns.fieldIndex("station_id")] = stationId;
    row[columns.fieldIndex("event_time")] = event;
    row[columns.fieldIndex("local_date")] = event.atZone(ZoneOffset.UTC).toLocalDate();
    row[columns.fieldIndex("kind")] = StationKind.GAUGE.wireName();
    row[columns.fieldIndex("time_zone")] = "UTC";
    row[columns.fieldIndex(Element.WATER_LEVEL.wireName())] = metres;
    row[columns.fieldIndex("quality_flags")] = new String[0];
    row[columns.fieldIndex("source_topic")] = "station-observations";
    row[columns.fieldIndex("source_partition")] = 0;
    row[columns.fieldIndex("source_offset")] = offset;
    row[columns.fieldIndex("arrival_time")] = arrival;
    row[columns.fieldIndex("raw")] = "{}";
    return RowFactory.create(row);
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
    LakeFixture.append(spark, dataset.readings(), MasterDataset.READING_COLUMNS, readings);
  }

  static void appendLevels(SparkSession spark, MasterDataset dataset, List<Row> levels) {
    LakeFixture.append(spark, dataset.observations(), MasterDataset.OBSERVATION_COLUMNS, levels);
  }

  static void appendLetters(SparkSession spark, MasterDataset dataset, List<Row> letters) {
    LakeFixture.append(spark, dataset.deadLetters(), MasterDataset.DEAD_LETTER_COLUMNS, letters);
  }
}
