package io.watershed.batch.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.batch.LakeFixture;
import io.watershed.spark.MasterDataset;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("slow")
class MasterCensusTest {

  private static final Instant EVENT = Instant.parse("2026-01-31T08:15:00Z");
  private static final Instant NINE = Instant.parse("2026-01-31T09:59:59.999Z");
  private static final Instant TEN = Instant.parse("2026-01-31T10:00:00Z");
  private static final OffsetRanges RANGES =
      new OffsetRanges(
          "meter-readings",
          Map.of(0, new OffsetRanges.Range(0, 5), 1, new OffsetRanges.Range(10, 13)));

  @RegisterExtension private final LakeFixture lake = new LakeFixture();

  private SparkSession spark;
  private MasterDataset dataset;

  @BeforeEach
  void fillTables() {
    spark = lake.spark();
    dataset = lake.dataset();
    dataset.createIfAbsent(spark);
    MasterRowsForTests.append(
        spark,
        dataset,
        List.of(
            MasterRowsForTests.reading("1", EVENT, 0, 0, NINE),
            // Of the same instant, once more, in the next hour of arrival.
            MasterRowsForTests.reading("1", EVENT, 0, 2, TEN),
            MasterRowsForTests.reading("1", EVENT.minusSeconds(7 * 3600), 0, 3, TEN),
            MasterRowsForTests.reading("2", EVENT, 1, 11, NINE, "UNKNOWN_METER"),
            // Kafka has removed this one, and that one came after the reconciliation began.
            MasterRowsForTests.reading("2", EVENT.minusSeconds(900), 1, 9, NINE),
            MasterRowsForTests.reading("2", EVENT.plusSeconds(900), 1, 13, TEN)));
    MasterRowsForTests.appendLetters(
        spark,
        dataset,
        List.of(
            MasterRowsForTests.letter(0, 1, NINE, "NOT_JSON"),
            MasterRowsForTests.letter(0, 4, TEN, "EMPTY"),
            MasterRowsForTests.letter(1, 10, NINE, "NOT_JSON"),
            MasterRowsForTests.letter(1, 12, TEN, "NOT_JSON")));
  }

  @Test
  void countsEveryRowOnceByClassAndHourOfArrival() {
    MasterCensus.Result result = count(OptionalLong.empty());
    Instant nine = Reconciliation.hourOf(NINE);
    assertThat(result.classes().of(nine)).isEqualTo(Map.of(MessageClass.ACCEPTED, 3L));
    assertThat(result.classes().of(TEN))
        .isEqualTo(Map.of(MessageClass.LATE, 1L, MessageClass.DUPLICATE, 1L));
    assertThat(result.deadLetters().of(nine)).isEqualTo(Map.of("NOT_JSON", 2L));
    assertThat(result.deadLetters().of(TEN)).isEqualTo(Map.of("NOT_JSON", 1L, "EMPTY", 1L));
    assertThat(result.removedFromKafka().total()).isEqualTo(1);
    assertThat(result.unknownMeterReadings()).isEqualTo(1);
    assertThat(result.distinctOffsets()).isEqualTo(RANGES.size()).isEqualTo(8);
    assertThat(result.rowsOfOffsets()).isEqualTo(8);
    assertThat(result.inBatchView()).isEmpty();
  }

  @Test
  void seesRowThatWasRemoved() {
    spark.sql("DELETE FROM " + dataset.readings() + " WHERE source_offset = 3");
    MasterCensus.Result result = count(OptionalLong.empty());
    assertThat(result.distinctOffsets()).isEqualTo(7);
    assertThat(result.rowsOfOffsets()).isEqualTo(7);
  }

  @Test
  void seesRowThatStandsTwice() {
    MasterRowsForTests.append(
        spark, dataset, List.of(MasterRowsForTests.reading("1", EVENT, 0, 2, TEN)));
    MasterCensus.Result result = count(OptionalLong.empty());
    assertThat(result.classes().total(MessageClass.DOUBLED)).isEqualTo(1);
    assertThat(result.distinctOffsets()).isEqualTo(8);
    assertThat(result.rowsOfOffsets()).isEqualTo(9);
  }

  @Test
  void seesMessageThatIsReadingAndDeadLetterAtOnce() {
    MasterRowsForTests.appendLetters(
        spark, dataset, List.of(MasterRowsForTests.letter(0, 3, TEN, "NOT_JSON")));
    MasterCensus.Result result = count(OptionalLong.empty());
    assertThat(result.distinctOffsets()).isEqualTo(8);
    assertThat(result.rowsOfOffsets()).isEqualTo(9);
  }

  @Test
  void tellsWhatTheLastBatchRunHasRead() {
    long snapshot =
        spark
            .table(dataset.readings() + ".snapshots")
            .select("snapshot_id")
            .collectAsList()
            .get(0)
            .getLong(0);
    MasterRowsForTests.append(
        spark, dataset, List.of(MasterRowsForTests.reading("3", EVENT, 0, 4, TEN)));
    MasterCensus.Result result = count(OptionalLong.of(snapshot));
    assertThat(result.classes().total(MessageClass.ACCEPTED)).isEqualTo(4);
    assertThat(result.inBatchView().orElseThrow().total()).isEqualTo(4);
    assertThat(count(OptionalLong.of(1)).inBatchView()).isEmpty();
  }

  @Test
  void saysThatThereIsNoMasterDatasetYet() {
    lake.overrides().put("master.namespace", "nothing_here");
    MasterCensus nothing = MasterCensus.from(spark, lake.settings(), RawStream.METERS);
    assertThatThrownBy(() -> nothing.count(RANGES, OptionalLong.empty()))
        .isInstanceOf(PlaceAwayException.class)
        .hasMessage("the master dataset does not exist yet: the ingestion layer has never run");
  }

  private MasterCensus.Result count(OptionalLong snapshot) {
    return MasterCensus.from(spark, lake.settings(), RawStream.METERS).count(RANGES, snapshot);
  }
}
