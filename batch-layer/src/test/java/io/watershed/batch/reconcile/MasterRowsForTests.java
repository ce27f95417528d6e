package io.watershed.batch.reconcile;

import io.watershed.batch.LakeFixture;
import io.watershed.core.contract.master.DeadLetters;
import io.watershed.core.contract.master.Observations;
import io.watershed.core.contract.master.Readings;
import io.watershed.core.station.Element;
import io.watershed.core.station.StationKind;
import io.watershed.spark.MasterDataset;
import io.watershed.spark.RowLayout;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Rows as the ingestion layer writes them. */
final class MasterRowsForTests {

  private MasterRowsForTests() {}

  static Row reading(
      String meterId, Instant event, int partition, long offset, Instant arrival, String... flags) {
    return RowLayout.of(Readings.TABLE)
        .values()
        .set(Readings.METER_ID, meterId)
        .set(Readings.EVENT_TIME, event)
        .set(Readings.LOCAL_DATE, event.atZone(ZoneOffset.ofHours(10)).toLocalDate())
        .set(Readings.MEASUREMENT, "Pulse1")
        .set(Readings.VALUE, 6.0)
        .set(Readings.UNIT, "L")
        .set(Readings.INTERVAL_SECONDS, 900)
        .set(Readings.METER_TYPE, "captis_pulse")
        .set(Readings.SUBURB, "BUDERIM")
        .set(Readings.POSTCODE, 4556)
        .set(Readings.USAGE_TYPE, "Residential")
        .set(Readings.TIME_ZONE, "Australia/Brisbane")
        .set(Readings.QUALITY_FLAGS, List.of(flags))
        .set(Readings.SOURCE_TOPIC, "meter-readings")
        .set(Readings.SOURCE_PARTITION, partition)
        .set(Readings.SOURCE_OFFSET, offset)
        .set(Readings.ARRIVAL_TIME, arrival)
        .set(Readings.RAW, "{}")
        .row();
  }

  /** A level of a gauge, metres. */
  static Row level(String stationId, Instant event, double metres, long offset, Instant arrival) {
    return RowLayout.of(Observations.TABLE)
        .values()
        .set(Observations.STATION_ID, stationId)
        .set(Observations.EVENT_TIME, event)
        .set(Observations.LOCAL_DATE, event.atZone(ZoneOffset.UTC).toLocalDate())
        .set(Observations.KIND, StationKind.GAUGE.wireName())
        .set(Observations.TIME_ZONE, "UTC")
        .set(Observations.ELEMENTS.get(Element.WATER_LEVEL), metres)
        .set(Observations.QUALITY_FLAGS, List.of())
        .set(Observations.SOURCE_TOPIC, "station-observations")
        .set(Observations.SOURCE_PARTITION, 0)
        .set(Observations.SOURCE_OFFSET, offset)
        .set(Observations.ARRIVAL_TIME, arrival)
        .set(Observations.RAW, "{}")
        .sparseRow();
  }

  static Row letter(int partition, long offset, Instant arrival, String reason) {
    return RowLayout.of(DeadLetters.TABLE)
        .values()
        .set(DeadLetters.SOURCE_TOPIC, "meter-readings")
        .set(DeadLetters.SOURCE_PARTITION, partition)
        .set(DeadLetters.SOURCE_OFFSET, offset)
        .set(DeadLetters.ARRIVAL_TIME, arrival)
        .set(DeadLetters.MESSAGE_KEY, null)
        .set(DeadLetters.RAW, "{".getBytes(StandardCharsets.UTF_8))
        .set(DeadLetters.REASON, reason)
        .set(DeadLetters.DETAIL, "the message is not JSON")
        .row();
  }

  static void append(SparkSession spark, MasterDataset dataset, List<Row> readings) {
    LakeFixture.append(spark, dataset.readings(), Readings.TABLE, readings);
  }

  static void appendLevels(SparkSession spark, MasterDataset dataset, List<Row> levels) {
    LakeFixture.append(spark, dataset.observations(), Observations.TABLE, levels);
  }

  static void appendLetters(SparkSession spark, MasterDataset dataset, List<Row> letters) {
    LakeFixture.append(spark, dataset.deadLetters(), DeadLetters.TABLE, letters);
  }
}
